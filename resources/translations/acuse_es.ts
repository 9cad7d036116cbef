<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_MX">
<context>
    <name>AddressSheet</name>
    <message>
        <source>Public address</source>
        <translation>Dirección pública</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>{0} failed</source>
        <translation>{0}: falló</translation>
    </message>
    <message>
        <source>{0} contradicts itself</source>
        <translation>{0}: se contradice</translation>
    </message>
    <message>
        <source>{0} deliveries of {1} failed verification</source>
        <translation>{0} entregas de {1} no pasaron la verificación</translation>
    </message>
    <message>
        <source>A delivery of {1} failed verification</source>
        <translation>Una entrega de {1} no pasó la verificación</translation>
    </message>
    <message>
        <source>{0} deliveries of {1} wait for the key that signed them</source>
        <translation>{0} entregas de {1} esperan la llave con que se firmaron</translation>
    </message>
    <message>
        <source>A delivery of {1} waits for the key that signed it</source>
        <translation>Una entrega de {1} espera la llave con que se firmó</translation>
    </message>
    <message>
        <source>{0} deliveries of {1} cannot be read</source>
        <translation>{0} entregas de {1} no se pueden leer</translation>
    </message>
    <message>
        <source>A delivery of {1} cannot be read</source>
        <translation>Una entrega de {1} no se puede leer</translation>
    </message>
    <message>
        <source>the provider says {0}</source>
        <translation>el proveedor dice: {0}</translation>
    </message>
    <message>
        <source>the reason was not kept</source>
        <translation>no se guardó el motivo</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>Cuarentena</translation>
    </message>
    <message>
        <source>Awaiting key</source>
        <translation>Espera llave</translation>
    </message>
    <message>
        <source>Contradiction</source>
        <translation>Contradicción</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Ilegible</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallida</translation>
    </message>
</context>
<context>
    <name>AttentionHead</name>
    <message>
        <source>Kind</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>What and why</source>
        <translation>Qué pasó y por qué</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
</context>
<context>
    <name>AttentionPage</name>
    <message>
        <source>{0} of {1} now pass and were admitted as of their arrival</source>
        <translation>{0} de {1} ya pasan y se admitieron con su hora de llegada</translation>
    </message>
    <message>
        <source>None of {0} passes yet</source>
        <translation>Ninguna de {0} pasa todavía</translation>
    </message>
    <message>
        <source>Check the credentials under Connections, then verify them again.</source>
        <translation>Revise las credenciales en Conexiones y verifíquelas de nuevo.</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>Abiertas: {0}</translation>
    </message>
    <message>
        <source>Re-verify all</source>
        <translation>Reverificar todo</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nada requiere su atención</translation>
    </message>
    <message>
        <source>Quarantined, unreadable, contradictory and failed things show up here.</source>
        <translation>Aquí aparece lo que está en cuarentena, es ilegible, se contradice o falló.</translation>
    </message>
</context>
<context>
    <name>AttentionRow</name>
    <message>
        <source>Inspect</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Re-verify</source>
        <translation>Reverificar</translation>
    </message>
</context>
<context>
    <name>BarsPanel</name>
    <message>
        <source>Status by provider</source>
        <translation>Estado por proveedor</translation>
    </message>
</context>
<context>
    <name>Cells</name>
    <message>
        <source>Received</source>
        <translation>Recibida</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Rail</source>
        <translation>Riel</translation>
    </message>
    <message>
        <source>Counterparty</source>
        <translation>Contraparte</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Actualizada</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Tardó</translation>
    </message>
    <message>
        <source>arrived {0} times</source>
        <translation>llegó {0} veces</translation>
    </message>
    <message>
        <source>a test of our own</source>
        <translation>prueba propia</translation>
    </message>
    <message>
        <source>unverified</source>
        <translation>sin verificar</translation>
    </message>
    <message>
        <source>authenticity: secret address only</source>
        <translation>autenticidad: solo por la URL secreta</translation>
    </message>
</context>
<context>
    <name>ChartTables</name>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
</context>
<context>
    <name>ChartsPage</name>
    <message>
        <source>Nothing arrived in this span of time</source>
        <translation>Nada llegó en este periodo</translation>
    </message>
    <message>
        <source>Charts fill by themselves as soon as a provider delivers.</source>
        <translation>Las gráficas se llenan solas en cuanto llega una entrega.</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Guardar imagen</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Imagen (*.png)</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>Se guardó {0}</translation>
    </message>
    <message>
        <source>{0} could not be written</source>
        <translation>No se pudo escribir {0}</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
    <message>
        <source>Look back 30 days</source>
        <translation>Ver los últimos 30 días</translation>
    </message>
    <message>
        <source>Open Connections</source>
        <translation>Abrir Conexiones</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 d</translation>
    </message>
    <message>
        <source>The last {0}</source>
        <translation>Últimos {0}</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Ver como tabla</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>Set up {0} in its dashboard</source>
        <translation>Configure {0} en su panel</translation>
    </message>
    <message>
        <source>{0} offers no interface to register a callback: these steps are yours.</source>
        <translation>{0} no ofrece una API para registrar la notificación: estos pasos le tocan a usted.</translation>
    </message>
    <message>
        <source>Open the dashboard: Settings, Webhooks</source>
        <translation>Abra el panel: Settings, Webhooks</translation>
    </message>
    <message>
        <source>Paste this callback URL</source>
        <translation>Pegue esta URL de notificación</translation>
    </message>
    <message>
        <source>Tick every event</source>
        <translation>Marque todos los eventos</translation>
    </message>
    <message>
        <source>Enter it here…</source>
        <translation>Capturarlo aquí…</translation>
    </message>
    <message>
        <source>Set a webhook secret there, and the same one here</source>
        <translation>Defina allá un secreto de webhook y capture el mismo aquí</translation>
    </message>
    <message>
        <source>Send test event</source>
        <translation>Enviar prueba</translation>
    </message>
    <message>
        <source>Save there, then see a test event arrive here</source>
        <translation>Guarde allá y vea llegar aquí un evento de prueba</translation>
    </message>
    <message>
        <source>Copy the callback URL</source>
        <translation>Copiar la URL de notificación</translation>
    </message>
    <message>
        <source>callback URL</source>
        <translation>URL de notificación</translation>
    </message>
</context>
<context>
    <name>Clipboard</name>
    <message>
        <source>Copied: {0}</source>
        <translation>Copiado: {0}</translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>Not receiving</source>
        <translation>Sin recibir</translation>
    </message>
    <message>
        <source>Secret missing</source>
        <translation>Falta secreto</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Last one refused</source>
        <translation>Última rechazada</translation>
    </message>
    <message>
        <source>Weak check</source>
        <translation>Verificación débil</translation>
    </message>
    <message>
        <source>Secret address only</source>
        <translation>Solo URL secreta</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>En orden</translation>
    </message>
    <message>
        <source>needs {0}; answered 503 until then</source>
        <translation>requiere {0}; mientras tanto responde 503</translation>
    </message>
    <message>
        <source>no delivery yet</source>
        <translation>aún sin entregas</translation>
    </message>
    <message>
        <source>authenticity: {0}</source>
        <translation>autenticidad: {0}</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>débil</translation>
    </message>
    <message>
        <source>by API</source>
        <translation>por API</translation>
    </message>
    <message>
        <source>by account settings</source>
        <translation>por ajustes de cuenta</translation>
    </message>
    <message>
        <source>by dashboard</source>
        <translation>por panel</translation>
    </message>
    <message>
        <source>{0} signature</source>
        <translation>firma {0}</translation>
    </message>
</context>
<context>
    <name>ConnectionCard</name>
    <message>
        <source>Callback</source>
        <translation>Notificación</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verificación</translation>
    </message>
    <message>
        <source>Source address</source>
        <translation>IP de origen</translation>
    </message>
    <message>
        <source>Last delivery</source>
        <translation>Última entrega</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Credenciales</translation>
    </message>
    <message>
        <source>entered: {0}</source>
        <translation>capturadas: {0}</translation>
    </message>
    <message>
        <source>missing: {0}</source>
        <translation>faltan: {0}</translation>
    </message>
    <message>
        <source>none entered</source>
        <translation>ninguna capturada</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>ninguna todavía</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>{0} en total</translation>
    </message>
    <message>
        <source>{0} in quarantine</source>
        <translation>{0} en cuarentena</translation>
    </message>
    <message>
        <source>{0} unreadable</source>
        <translation>{0} ilegibles</translation>
    </message>
    <message>
        <source>Register callback</source>
        <translation>Registrar URL</translation>
    </message>
    <message>
        <source>Preview request</source>
        <translation>Ver solicitud</translation>
    </message>
    <message>
        <source>Copy callback</source>
        <translation>Copiar URL</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Credentials…</source>
        <translation>Credenciales…</translation>
    </message>
    <message>
        <source>Send test event</source>
        <translation>Enviar prueba</translation>
    </message>
    <message>
        <source>Copy the callback URL of {0}</source>
        <translation>Copiar la URL de notificación de {0}</translation>
    </message>
</context>
<context>
    <name>ConnectionsPage</name>
    <message>
        <source>callback URL of {0}</source>
        <translation>URL de notificación de {0}</translation>
    </message>
    <message>
        <source>registered · {0}</source>
        <translation>registrada · {0}</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>sin registrar</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>registrada</translation>
    </message>
    <message>
        <source>The test event arrived</source>
        <translation>Llegó el evento de prueba</translation>
    </message>
</context>
<context>
    <name>CredentialsSheet</name>
    <message>
        <source>Kept in this system&apos;s keychain and never shown again. An environment variable of the given name goes first.</source>
        <translation>Se guardan en el llavero de este sistema y no se vuelven a mostrar. Una variable de entorno con el nombre indicado tiene prioridad.</translation>
    </message>
    <message>
        <source>Credentials of {0}</source>
        <translation>Credenciales de {0}</translation>
    </message>
</context>
<context>
    <name>FactList</name>
    <message>
        <source>Copy {0}</source>
        <translation>Copiar {0}</translation>
    </message>
</context>
<context>
    <name>FeedPage</name>
    <message>
        <source>Filter: reference, counterparty, amount, id…</source>
        <translation>Filtro: referencia, contraparte, monto, id…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Hold the view still; everything is still received</source>
        <translation>Detiene la vista; todo se sigue recibiendo</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Stay at the newest row</source>
        <translation>Quedarse en la fila más reciente</translation>
    </message>
    <message>
        <source>Nothing has arrived yet</source>
        <translation>Aún no llega nada</translation>
    </message>
    <message>
        <source>Register a callback address with a provider, or send yourself a test event.</source>
        <translation>Registre una URL de notificación con un proveedor o envíese un evento de prueba.</translation>
    </message>
    <message>
        <source>Open Connections</source>
        <translation>Abrir Conexiones</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Leyendo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} en espera</translation>
    </message>
    <message>
        <source>{0} rows are read, of {1} deliveries</source>
        <translation>{0} filas leídas, de {1} entregas</translation>
    </message>
    <message>
        <source>{0} deliveries</source>
        <translation>{0} entregas</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Money in flight</source>
        <translation>Dinero en tránsito</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Completadas</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Time to final, p50 / p95</source>
        <translation>Tiempo a final, p50 / p95</translation>
    </message>
    <message>
        <source>Ack p99</source>
        <translation>Acuse p99</translation>
    </message>
    <message>
        <source>nothing is under way</source>
        <translation>nada en tránsito</translation>
    </message>
    <message>
        <source>1 transaction</source>
        <translation>1 transacción</translation>
    </message>
    <message>
        <source>{0} transactions</source>
        <translation>{0} transacciones</translation>
    </message>
    <message>
        <source>1 more asset</source>
        <translation>1 activo más</translation>
    </message>
    <message>
        <source>{1} more assets</source>
        <translation>{1} activos más</translation>
    </message>
    <message>
        <source>{0} of {1} final</source>
        <translation>{0} de {1} finales</translation>
    </message>
    <message>
        <source>none is final yet</source>
        <translation>ninguna es final todavía</translation>
    </message>
    <message>
        <source>{0} reversed or refunded</source>
        <translation>{0} revertidas o reembolsadas</translation>
    </message>
    <message>
        <source>no delivery was answered yet</source>
        <translation>aún no se responde ninguna entrega</translation>
    </message>
    <message>
        <source>limit {0}, worst {1}</source>
        <translation>límite {0}, peor {1}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>All providers</source>
        <translation>Todos los proveedores</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
</context>
<context>
    <name>FinalTimes</name>
    <message>
        <source>Provider · rail</source>
        <translation>Proveedor · riel</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Distribución</translation>
    </message>
    <message>
        <source>Time to final, by provider and rail</source>
        <translation>Tiempo a final, por proveedor y riel</translation>
    </message>
</context>
<context>
    <name>FinalsPanel</name>
    <message>
        <source>Time to final, by provider and rail</source>
        <translation>Tiempo a final, por proveedor y riel</translation>
    </message>
    <message>
        <source>No transaction became final in this span of time.</source>
        <translation>Ninguna transacción llegó a su estado final en este periodo.</translation>
    </message>
</context>
<context>
    <name>Flights</name>
    <message>
        <source>Money in flight by age</source>
        <translation>Dinero en tránsito por antigüedad</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>under 1 min</source>
        <translation>&lt; 1 min</translation>
    </message>
    <message>
        <source>1–10 min</source>
        <translation>1–10 min</translation>
    </message>
    <message>
        <source>10–60 min</source>
        <translation>10–60 min</translation>
    </message>
    <message>
        <source>over 1 h</source>
        <translation>&gt; 1 h</translation>
    </message>
</context>
<context>
    <name>FlightsPanel</name>
    <message>
        <source>In flight by age</source>
        <translation>En tránsito por antigüedad</translation>
    </message>
    <message>
        <source>Nothing is under way: all money has arrived.</source>
        <translation>Nada en tránsito: todo el dinero llegó.</translation>
    </message>
    <message>
        <source>Money in flight in {0}</source>
        <translation>Dinero en tránsito en {0}</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Shortcuts</source>
        <translation>Atajos</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>En cualquier parte</translation>
    </message>
    <message>
        <source>In a list</source>
        <translation>En una lista</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Hits</source>
        <translation>Resultados</translation>
    </message>
</context>
<context>
    <name>Inspected</name>
    <message>
        <source>(a secret, not shown)</source>
        <translation>(secreto, no se muestra)</translation>
    </message>
    <message>
        <source>weak: its key is an identifier</source>
        <translation>débil: su llave es un identificador</translation>
    </message>
    <message>
        <source>Authenticity</source>
        <translation>Autenticidad</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Situación</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Ilegible</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Esquema</translation>
    </message>
    <message>
        <source>Byte form</source>
        <translation>Forma de los bytes</translation>
    </message>
    <message>
        <source>Key id</source>
        <translation>Id de llave</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Esperado</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>Source address</source>
        <translation>IP de origen</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>the stored body is unchanged</source>
        <translation>el cuerpo guardado está intacto</translation>
    </message>
    <message>
        <source>the stored body was changed</source>
        <translation>el cuerpo guardado fue alterado</translation>
    </message>
    <message>
        <source>answered {0}</source>
        <translation>respondida {0}</translation>
    </message>
    <message>
        <source>after {0}</source>
        <translation>tras {0}</translation>
    </message>
    <message>
        <source>Arrival {0}</source>
        <translation>Llegada {0}</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>Comisión</translation>
    </message>
    <message>
        <source>Rail</source>
        <translation>Riel</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creada</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Último cambio</translation>
    </message>
    <message>
        <source>First received</source>
        <translation>Primera recepción</translation>
    </message>
    <message>
        <source>Last received</source>
        <translation>Última recepción</translation>
    </message>
    <message>
        <source>Final since</source>
        <translation>Final desde</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Alerta</translation>
    </message>
    <message>
        <source>Fiat id</source>
        <translation>Id fiat</translation>
    </message>
    <message>
        <source>Failure reason</source>
        <translation>Motivo de la falla</translation>
    </message>
    <message>
        <source>Sender&apos;s bank</source>
        <translation>Banco ordenante</translation>
    </message>
    <message>
        <source>Beneficiary&apos;s bank</source>
        <translation>Banco beneficiario</translation>
    </message>
    <message>
        <source>Numeric reference</source>
        <translation>Referencia numérica</translation>
    </message>
    <message>
        <source>Destination tag</source>
        <translation>Destination tag</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Concepto</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>{0} · check digit ok</source>
        <translation>{0} · dígito correcto</translation>
    </message>
    <message>
        <source>{0} · check digit wrong</source>
        <translation>{0} · dígito incorrecto</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Vinculada</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>Inspector</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Nada seleccionado</translation>
    </message>
    <message>
        <source>Choose a row to see its timeline, its facts and what was sent.</source>
        <translation>Elija una fila para ver su cronología, sus datos y lo que se envió.</translation>
    </message>
    <message>
        <source>Chief facts</source>
        <translation>Datos principales</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Headers</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Validez</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Cuerpo</translation>
    </message>
    <message>
        <source>Parts of the inspector</source>
        <translation>Partes del inspector</translation>
    </message>
    <message>
        <source>Copy summary</source>
        <translation>Copiar resumen</translation>
    </message>
    <message>
        <source>Explorer</source>
        <translation>Explorador</translation>
    </message>
    <message>
        <source>Close the inspector</source>
        <translation>Cerrar el inspector</translation>
    </message>
    <message>
        <source>Hidden by the privacy screen</source>
        <translation>Oculto por la pantalla de privacidad</translation>
    </message>
    <message>
        <source>summary</source>
        <translation>resumen</translation>
    </message>
    <message>
        <source>Opened in your browser: {0}</source>
        <translation>Abierto en su navegador: {0}</translation>
    </message>
</context>
<context>
    <name>InspectorHeader</name>
    <message>
        <source>Copy id</source>
        <translation>Copiar id</translation>
    </message>
    <message>
        <source>id</source>
        <translation>id</translation>
    </message>
    <message>
        <source>Delivery {0}</source>
        <translation>Entrega {0}</translation>
    </message>
    <message>
        <source>digest</source>
        <translation>huella</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Legend: {0}</source>
        <translation>Leyenda: {0}</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>Nothing matches this filter</source>
        <translation>Nada coincide con este filtro</translation>
    </message>
    <message>
        <source>Everything is still there.</source>
        <translation>Todo sigue ahí.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Quitar el filtro</translation>
    </message>
    <message>
        <source>row</source>
        <translation>fila</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Copiar fila</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Copiar id</translation>
    </message>
    <message>
        <source>Copy body</source>
        <translation>Copiar cuerpo</translation>
    </message>
    <message>
        <source>body</source>
        <translation>cuerpo</translation>
    </message>
</context>
<context>
    <name>Lookup</name>
    <message>
        <source>amount {0}</source>
        <translation>monto {0}</translation>
    </message>
    <message>
        <source>last digits {0}</source>
        <translation>últimos dígitos {0}</translation>
    </message>
    <message>
        <source>any text</source>
        <translation>cualquier texto</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Exacto</translation>
    </message>
    <message>
        <source>Begins with it</source>
        <translation>Empieza así</translation>
    </message>
    <message>
        <source>Ends with it</source>
        <translation>Termina así</translation>
    </message>
    <message>
        <source>Compatible</source>
        <translation>Compatible</translation>
    </message>
    <message>
        <source>Contains it</source>
        <translation>Lo contiene</translation>
    </message>
    <message>
        <source>In the text</source>
        <translation>En el texto</translation>
    </message>
    <message>
        <source>check digit ok</source>
        <translation>dígito correcto</translation>
    </message>
    <message>
        <source>check digit wrong</source>
        <translation>dígito incorrecto</translation>
    </message>
    <message>
        <source>checksum wrong</source>
        <translation>suma de control incorrecta</translation>
    </message>
    <message>
        <source>by its shape</source>
        <translation>por su forma</translation>
    </message>
</context>
<context>
    <name>LookupPalette</name>
    <message>
        <source>↵ open · ↑ ↓ choose · Esc close · searched {0} deliveries in {1}</source>
        <translation>↵ abrir · ↑ ↓ elegir · Esc cerrar · se buscó en {0} entregas en {1}</translation>
    </message>
    <message>
        <source>Opened last:</source>
        <translation>Abiertas recientemente:</translation>
    </message>
    <message>
        <source>Paste a CLABE, hash, reference, the last digits, or a whole message. Esc closes.</source>
        <translation>Pegue una CLABE, un hash, una referencia, los últimos dígitos o un mensaje completo. Esc cierra.</translation>
    </message>
    <message>
        <source>Found in the text:</source>
        <translation>En el texto:</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>y {0} más</translation>
    </message>
    <message>
        <source>opened before</source>
        <translation>abierta antes</translation>
    </message>
    <message>
        <source>Look up a payment</source>
        <translation>Buscar un pago</translation>
    </message>
    <message>
        <source>CLABE, tx hash, clave de rastreo, reference… or paste a whole message</source>
        <translation>CLABE, hash, rastreo, referencia… o pegue un mensaje</translation>
    </message>
    <message>
        <source>No transaction answers this. Try a part of it: four last digits, or six characters from its middle.</source>
        <translation>Ninguna transacción coincide. Pruebe con una parte: los últimos cuatro dígitos o seis caracteres de en medio.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Acuse — demo</source>
        <translation>Acuse — demo</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Gráficas</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Conexiones</translation>
    </message>
    <message>
        <source>Acuse made a mistake</source>
        <translation>Acuse cometió un error</translation>
    </message>
    <message>
        <source>{0}. What was received is safe; what you see may be incomplete.</source>
        <translation>{0}. Lo recibido está a salvo; lo que ve puede estar incompleto.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalles</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this message</source>
        <translation>Cerrar este mensaje</translation>
    </message>
    <message>
        <source>Code: {0}</source>
        <translation>Código: {0}</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Attention</source>
        <translation>Atención</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Gráficas</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Conexiones</translation>
    </message>
    <message>
        <source>Live feed</source>
        <translation>En vivo</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Transacciones</translation>
    </message>
</context>
<context>
    <name>PublicAddress</name>
    <message>
        <source>Providers cannot reach this computer yet</source>
        <translation>Los proveedores aún no llegan a esta computadora</translation>
    </message>
    <message>
        <source>Give a tunnel or a reverse proxy an https address, let it forward to http://{host}:{port}, and enter that address here. With ssh for example:</source>
        <translation>Dé una dirección https a un túnel o proxy inverso, haga que reenvíe a http://{host}:{port} y capture aquí esa dirección. Por ejemplo, con ssh:</translation>
    </message>
    <message>
        <source>Public address</source>
        <translation>Dirección pública</translation>
    </message>
    <message>
        <source>Save address</source>
        <translation>Guardar dirección</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>{0}, {1} open</source>
        <translation>{0}, {1} por atender</translation>
    </message>
</context>
<context>
    <name>RawView</name>
    <message>
        <source>Body as it was sent</source>
        <translation>Cuerpo tal como se envió</translation>
    </message>
    <message>
        <source>Search in this body</source>
        <translation>Buscar en este cuerpo</translation>
    </message>
    <message>
        <source>Copy body</source>
        <translation>Copiar cuerpo</translation>
    </message>
    <message>
        <source>body</source>
        <translation>cuerpo</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
</context>
<context>
    <name>ReceiverBar</name>
    <message>
        <source>Receiver</source>
        <translation>Receptor</translation>
    </message>
    <message>
        <source>Public address</source>
        <translation>Dirección pública</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Recibiendo</translation>
    </message>
    <message>
        <source>Not receiving</source>
        <translation>Sin recibir</translation>
    </message>
    <message>
        <source>Deliveries cannot come in; providers will try again later</source>
        <translation>Las entregas no pueden entrar; los proveedores reintentarán más tarde</translation>
    </message>
    <message>
        <source>none: only this computer can deliver</source>
        <translation>ninguna: solo esta computadora puede entregar</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Set public address…</source>
        <translation>Definir dirección…</translation>
    </message>
</context>
<context>
    <name>RegistrationSheet</name>
    <message>
        <source>Register the callback at {0}</source>
        <translation>Registrar la URL en {0}</translation>
    </message>
    <message>
        <source>Request to {0}</source>
        <translation>Solicitud a {0}</translation>
    </message>
    <message>
        <source>The request, exactly as it is sent</source>
        <translation>La solicitud, tal como se envía</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Solicitud</translation>
    </message>
    <message>
        <source>Copy request</source>
        <translation>Copiar solicitud</translation>
    </message>
    <message>
        <source>Register callback</source>
        <translation>Registrar URL</translation>
    </message>
    <message>
        <source>{0} will send its webhooks to this address.</source>
        <translation>{0} enviará sus webhooks a esta dirección.</translation>
    </message>
    <message>
        <source>Acuse does not send this: it replaces every callback of the account. Send it yourself, or set the address in the provider&apos;s dashboard.</source>
        <translation>Acuse no envía esta solicitud: reemplaza todas las URL de notificación de la cuenta. Envíela usted o defina la dirección en el panel del proveedor.</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>v4: choose events</source>
        <translation>v4: elegir eventos</translation>
    </message>
    <message>
        <source>v3: every event</source>
        <translation>v3: todos los eventos</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Choose at least one event.</source>
        <translation>Elija al menos un evento.</translation>
    </message>
    <message>
        <source>The request needs a public address.</source>
        <translation>La solicitud requiere una dirección pública.</translation>
    </message>
    <message>
        <source>request</source>
        <translation>solicitud</translation>
    </message>
    <message>
        <source>{0} accepted it.</source>
        <translation>{0} la aceptó.</translation>
    </message>
    <message>
        <source>Answer {0}</source>
        <translation>Respuesta {0}</translation>
    </message>
    <message>
        <source>Enter credentials…</source>
        <translation>Capturar credenciales…</translation>
    </message>
</context>
<context>
    <name>RemoteCallbacks</name>
    <message>
        <source>Callbacks registered at {0}</source>
        <translation>URL de notificación registradas en {0}</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Consultar de nuevo</translation>
    </message>
    <message>
        <source>Asking {0}…</source>
        <translation>Consultando a {0}…</translation>
    </message>
    <message>
        <source>Nothing is registered for this account and environment.</source>
        <translation>No hay nada registrado para esta cuenta y ambiente.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Delete callback #{0} ({1}) at {2}?</source>
        <translation>¿Eliminar la notificación n.º {0} ({1}) en {2}?</translation>
    </message>
    <message>
        <source>The provider then sends nothing more of this kind.</source>
        <translation>El proveedor ya no enviará nada de este tipo.</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Eliminarla</translation>
    </message>
    <message>
        <source>Callback #{0} is deleted.</source>
        <translation>Se eliminó la notificación n.º {0}.</translation>
    </message>
</context>
<context>
    <name>RowTable</name>
    <message>
        <source>▲ {0} new</source>
        <translation>▲ {0} nuevas</translation>
    </message>
    <message>
        <source>Show {0} new rows</source>
        <translation>Ver {0} filas nuevas</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Saved. The language changes when Acuse starts again.</source>
        <translation>Guardado. El idioma cambia al volver a abrir Acuse.</translation>
    </message>
    <message>
        <source>Saved. Register the callbacks again at the providers.</source>
        <translation>Guardado. Registre de nuevo las URL de notificación con los proveedores.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>{0} of {1} entered</source>
        <translation>{0} de {1} capturadas</translation>
    </message>
    <message>
        <source>needed to verify</source>
        <translation>falta para verificar</translation>
    </message>
    <message>
        <source>Looks and times</source>
        <translation>Apariencia y horarios</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zona horaria</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Receptor</translation>
    </message>
    <message>
        <source>Listens on</source>
        <translation>Escucha en</translation>
    </message>
    <message>
        <source>Public address</source>
        <translation>Dirección pública</translation>
    </message>
    <message>
        <source>The address under which providers reach this computer, by a tunnel or a reverse proxy. Another port is chosen when Acuse starts: --port.</source>
        <translation>La dirección con la que los proveedores llegan a esta computadora, por un túnel o proxy inverso. Para usar otro puerto, inicie Acuse con --port.</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Credenciales</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Credentials of {0}</source>
        <translation>Credenciales de {0}</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>Este programa</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Carpeta de datos</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versiones</translation>
    </message>
    <message>
        <source>Inter and JetBrains Mono (OFL), Lucide icons (ISC), Qt (LGPL)</source>
        <translation>Inter y JetBrains Mono (OFL), iconos Lucide (ISC), Qt (LGPL)</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Hecho con</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Copiar versiones</translation>
    </message>
    <message>
        <source>versions</source>
        <translation>versiones</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Look anything up</source>
        <translation>Buscar cualquier cosa</translation>
    </message>
    <message>
        <source>Look the clipboard up</source>
        <translation>Buscar lo del portapapeles</translation>
    </message>
    <message>
        <source>Filter this page</source>
        <translation>Filtrar esta página</translation>
    </message>
    <message>
        <source>Clear the filter, then close the inspector, then the choice</source>
        <translation>Quitar el filtro, luego cerrar el inspector, luego la selección</translation>
    </message>
    <message>
        <source>Pages, from the live feed to the settings</source>
        <translation>Páginas, de En vivo a Ajustes</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Siguiente parte de la ventana</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Parte anterior de la ventana</translation>
    </message>
    <message>
        <source>Inspector beside or below the list</source>
        <translation>Inspector junto a la lista o debajo</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Volver a leer</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Show these shortcuts</source>
        <translation>Mostrar estos atajos</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Go into the inspector</source>
        <translation>Entrar al inspector</translation>
    </message>
    <message>
        <source>Pause or go on</source>
        <translation>Pausar o continuar</translation>
    </message>
    <message>
        <source>Follow the newest row or not</source>
        <translation>Seguir o no la fila más reciente</translation>
    </message>
    <message>
        <source>Next delivery of the same transaction</source>
        <translation>Siguiente entrega de la misma transacción</translation>
    </message>
    <message>
        <source>Previous delivery of the same transaction</source>
        <translation>Entrega anterior de la misma transacción</translation>
    </message>
    <message>
        <source>Next row with a problem</source>
        <translation>Siguiente fila con un problema</translation>
    </message>
    <message>
        <source>Previous row with a problem</source>
        <translation>Fila anterior con un problema</translation>
    </message>
    <message>
        <source>Copy the id</source>
        <translation>Copiar el id</translation>
    </message>
    <message>
        <source>Copy the row as text</source>
        <translation>Copiar la fila como texto</translation>
    </message>
    <message>
        <source>Open the block explorer</source>
        <translation>Abrir el explorador de bloques</translation>
    </message>
    <message>
        <source>Privacy screen on or off</source>
        <translation>Activar o quitar la pantalla de privacidad</translation>
    </message>
    <message>
        <source>Times in the chosen zone or in UTC</source>
        <translation>Horas en la zona elegida o en UTC</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>State of the receiver</source>
        <translation>Estado del receptor</translation>
    </message>
    <message>
        <source>Receiving on {0}:{1}</source>
        <translation>Recibiendo en {0}:{1}</translation>
    </message>
    <message>
        <source>Not receiving: {0}</source>
        <translation>Sin recibir: {0}</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>detenido</translation>
    </message>
    <message>
        <source>Acknowledged in {0} (p99 {1})</source>
        <translation>Acuse en {0} (p99 {1})</translation>
    </message>
    <message>
        <source>Over the last {0} arrivals; providers give us 5 s</source>
        <translation>En las últimas {0} llegadas; los proveedores nos dan 5 s</translation>
    </message>
    <message>
        <source>Quarantine {0}</source>
        <translation>Cuarentena {0}</translation>
    </message>
    <message>
        <source>Unreadable {0}</source>
        <translation>Ilegibles {0}</translation>
    </message>
    <message>
        <source>{0} deliveries · {1}</source>
        <translation>{0} entregas · {1}</translation>
    </message>
    <message>
        <source>No delivery yet</source>
        <translation>Aún sin entregas</translation>
    </message>
    <message>
        <source>Last delivery {0}</source>
        <translation>Última entrega {0}</translation>
    </message>
</context>
<context>
    <name>StatusBars</name>
    <message>
        <source>Statuses by provider</source>
        <translation>Estados por proveedor</translation>
    </message>
    <message>
        <source>{provider} · {status}: {count} ({share} %)</source>
        <translation>{provider} · {status}: {count} ({share} %)</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>late</source>
        <translation>tardía</translation>
    </message>
    <message>
        <source>time of arrival; the provider sends none</source>
        <translation>hora de llegada; el proveedor no envía ninguna</translation>
    </message>
    <message>
        <source>received {0} before the provider&apos;s own time</source>
        <translation>recibida {0} antes de la hora del proveedor</translation>
    </message>
    <message>
        <source>arrived {0} late</source>
        <translation>llegó {0} tarde</translation>
    </message>
    <message>
        <source>received {0} later</source>
        <translation>recibida {0} después</translation>
    </message>
    <message>
        <source>{0} after {1}</source>
        <translation>{0} después de {1}</translation>
    </message>
    <message>
        <source>{0} — usual {1}, slow above {2}</source>
        <translation>{0} — lo usual {1}, lenta si pasa de {2}</translation>
    </message>
    <message>
        <source>as sent: {0}</source>
        <translation>tal como se envió: {0}</translation>
    </message>
    <message>
        <source>not delivered — {0} does not always send it</source>
        <translation>no entregada — {0} no siempre la envía</translation>
    </message>
    <message>
        <source>Final status</source>
        <translation>Estado final</translation>
    </message>
    <message>
        <source>not yet, open for {0}</source>
        <translation>todavía no, abierta hace {0}</translation>
    </message>
    <message>
        <source>overdue: open for {0}, usual {1}, nearly all within {2}</source>
        <translation>atrasada: abierta hace {0}, lo usual {1}, casi todas en {2}</translation>
    </message>
    <message>
        <source>{0} — {1} always sends it</source>
        <translation>{0} — {1} siempre lo envía</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Pending</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En proceso</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Completada</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallida</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>Revertida</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Reembolsada</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Vencida</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconocida</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>Cuarentena</translation>
    </message>
    <message>
        <source>Awaiting key</source>
        <translation>Espera llave</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Ilegible</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibida</translation>
    </message>
    <message>
        <source>Issuance</source>
        <translation>Emisión</translation>
    </message>
    <message>
        <source>Redemption</source>
        <translation>Redención</translation>
    </message>
    <message>
        <source>Crypto deposit</source>
        <translation>Depósito cripto</translation>
    </message>
    <message>
        <source>Crypto withdrawal</source>
        <translation>Retiro cripto</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>Conversión</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Fondeo</translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>Retiro</translation>
    </message>
    <message>
        <source>Pay-in</source>
        <translation>Cobro</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>Dispersión</translation>
    </message>
    <message>
        <source>Pay-in intent</source>
        <translation>Intento de cobro</translation>
    </message>
    <message>
        <source>Payment intent</source>
        <translation>Intento de pago</translation>
    </message>
    <message>
        <source>SPEI payment</source>
        <translation>Pago SPEI</translation>
    </message>
    <message>
        <source>Dynamic QR code</source>
        <translation>QR dinámico</translation>
    </message>
    <message>
        <source>Account validation</source>
        <translation>Validación de cuenta</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Payment session</source>
        <translation>Sesión de pago</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Transferencia</translation>
    </message>
    <message>
        <source>Incoming transfer</source>
        <translation>Transf. recibida</translation>
    </message>
    <message>
        <source>Split transfer</source>
        <translation>Transf. dividida</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Cobranza</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Cotización</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidad</translation>
    </message>
    <message>
        <source>Onboarding</source>
        <translation>Alta</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Enrollment</source>
        <translation>Inscripción</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Suscripción</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Reporte</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otra</translation>
    </message>
    <message>
        <source>webhook</source>
        <translation>webhook</translation>
    </message>
    <message>
        <source>backfill</source>
        <translation>recuperación</translation>
    </message>
    <message>
        <source>import</source>
        <translation>importación</translation>
    </message>
    <message>
        <source>test</source>
        <translation>prueba</translation>
    </message>
    <message>
        <source>note</source>
        <translation>nota</translation>
    </message>
    <message>
        <source>signature</source>
        <translation>firma</translation>
    </message>
    <message>
        <source>shared value</source>
        <translation>valor compartido</translation>
    </message>
    <message>
        <source>source address and secret path</source>
        <translation>IP de origen y ruta secreta</translation>
    </message>
    <message>
        <source>secret address only</source>
        <translation>solo URL secreta</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falló</translation>
    </message>
    <message>
        <source>on the provider&apos;s list</source>
        <translation>en la lista del proveedor</translation>
    </message>
    <message>
        <source>not on the provider&apos;s list</source>
        <translation>fuera de la lista del proveedor</translation>
    </message>
    <message>
        <source>hidden by a tunnel or proxy, so the list was not applied</source>
        <translation>oculta por un túnel o proxy; no se aplicó la lista</translation>
    </message>
    <message>
        <source>not checked: no list is known</source>
        <translation>sin revisar: no se conoce lista</translation>
    </message>
    <message>
        <source>went back after a final status</source>
        <translation>retrocedió tras un estado final</translation>
    </message>
    <message>
        <source>two different final statuses</source>
        <translation>dos estados finales distintos</translation>
    </message>
    <message>
        <source>the amount changed</source>
        <translation>cambió el monto</translation>
    </message>
    <message>
        <source>the CLABE changed</source>
        <translation>cambió la CLABE</translation>
    </message>
    <message>
        <source>a time that cannot be</source>
        <translation>una hora imposible</translation>
    </message>
    <message>
        <source>an amount that is no plain decimal</source>
        <translation>un monto que no es un decimal simple</translation>
    </message>
    <message>
        <source>a time without zone, taken as UTC</source>
        <translation>una hora sin zona, tomada como UTC</translation>
    </message>
    <message>
        <source>names no transaction</source>
        <translation>no indica transacción</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Our reference</source>
        <translation>Nuestra referencia</translation>
    </message>
    <message>
        <source>CLABE</source>
        <translation>CLABE</translation>
    </message>
    <message>
        <source>CLABE (masked)</source>
        <translation>CLABE (máscara)</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Tarjeta</translation>
    </message>
    <message>
        <source>Clave de rastreo</source>
        <translation>Clave de rastreo</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Tx hash</source>
        <translation>Hash de transacción</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Address (masked)</source>
        <translation>Dirección (máscara)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Sender · {0}</source>
        <translation>{0} ordenante</translation>
    </message>
    <message>
        <source>Receiver · {0}</source>
        <translation>{0} beneficiario</translation>
    </message>
    <message>
        <source>dddd d MMMM yyyy</source>
        <translation>dddd d &apos;de&apos; MMMM &apos;de&apos; yyyy</translation>
    </message>
    <message>
        <source>Today · {0}</source>
        <translation>Hoy · {0}</translation>
    </message>
    <message>
        <source>Yesterday · {0}</source>
        <translation>Ayer · {0}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} d</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>ahora mismo</translation>
    </message>
    <message>
        <source>{0} ago</source>
        <translation>hace {0}</translation>
    </message>
</context>
<context>
    <name>TimeChart</name>
    <message>
        <source>Deliveries over time</source>
        <translation>Entregas en el tiempo</translation>
    </message>
    <message>
        <source>{0} deliveries, at most {1} at a time</source>
        <translation>{0} entregas, a lo más {1} a la vez</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>{0} en total</translation>
    </message>
</context>
<context>
    <name>TimePanel</name>
    <message>
        <source>Deliveries over time</source>
        <translation>Entregas en el tiempo</translation>
    </message>
    <message>
        <source>Deliveries per minute</source>
        <translation>Entregas por minuto</translation>
    </message>
    <message>
        <source>Deliveries per 15 minutes</source>
        <translation>Entregas cada 15 minutos</translation>
    </message>
    <message>
        <source>Deliveries per 2 hours</source>
        <translation>Entregas cada 2 horas</translation>
    </message>
    <message>
        <source>Deliveries per 8 hours</source>
        <translation>Entregas cada 8 horas</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Cronología</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>DEMO</source>
        <translation>DEMO</translation>
    </message>
    <message>
        <source>Sample traffic on a store of its own</source>
        <translation>Tráfico de muestra en un almacén aparte</translation>
    </message>
    <message>
        <source>Times in the chosen zone or in UTC (Z)</source>
        <translation>Horas en la zona elegida o en UTC (Z)</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privacidad</translation>
    </message>
    <message>
        <source>Mask names, accounts and addresses (X)</source>
        <translation>Enmascarar nombres, cuentas y direcciones (X)</translation>
    </message>
    <message>
        <source>CLABE, tx hash, clave de rastreo, reference… or paste a whole message</source>
        <translation>CLABE, hash, rastreo, referencia… o pegue un mensaje</translation>
    </message>
    <message>
        <source>Look anything up</source>
        <translation>Buscar cualquier cosa</translation>
    </message>
    <message>
        <source>Look anything up (Ctrl+K)</source>
        <translation>Buscar cualquier cosa (Ctrl+K)</translation>
    </message>
    <message>
        <source>PRODUCTION</source>
        <translation>PRODUCCIÓN</translation>
    </message>
    <message>
        <source>MIXED</source>
        <translation>MIXTO</translation>
    </message>
    <message>
        <source>Environments of the connections: {0}</source>
        <translation>Ambientes de las conexiones: {0}</translation>
    </message>
</context>
<context>
    <name>TransactionsPage</name>
    <message>
        <source>Open only</source>
        <translation>Solo abiertas</translation>
    </message>
    <message>
        <source>Only what is not final yet</source>
        <translation>Solo lo que aún no es final</translation>
    </message>
    <message>
        <source>No transactions yet</source>
        <translation>Aún no hay transacciones</translation>
    </message>
    <message>
        <source>They are made of deliveries, as soon as the first one arrives.</source>
        <translation>Se forman con las entregas, en cuanto llega la primera.</translation>
    </message>
    <message>
        <source>Open Connections</source>
        <translation>Abrir Conexiones</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>{0} rows are read, of {1} transactions</source>
        <translation>{0} filas leídas, de {1} transacciones</translation>
    </message>
</context>
<context>
    <name>ZoneBox</name>
    <message>
        <source>Time zone</source>
        <translation>Zona horaria</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
</context>
<context>
    <name>_Credential</name>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>entered</source>
        <translation>capturada</translation>
    </message>
    <message>
        <source>needed to verify</source>
        <translation>falta para verificar</translation>
    </message>
    <message>
        <source>not entered</source>
        <translation>sin capturar</translation>
    </message>
    <message>
        <source>Enter a new value to replace it</source>
        <translation>Capture un valor nuevo para reemplazarla</translation>
    </message>
</context>
</TS>
