<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_MX">
<context>
    <name>About</name>
    <message>
        <source>Acuse {0}</source>
        <translation>Acuse {0}</translation>
    </message>
    <message>
        <source>Receives, verifies, keeps and shows payment providers' webhooks.</source>
        <translation>Recibe, verifica, guarda y muestra los webhooks de los proveedores de pago.</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versiones</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Hecho con</translation>
    </message>
    <message>
        <source>Copy the report of the last mistake</source>
        <translation>Copiar el informe del último error de Acuse</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Copiar versiones</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>report</source>
        <translation>informe</translation>
    </message>
    <message>
        <source>versions</source>
        <translation>versiones</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>Opened again</source>
        <translation>Abierto de nuevo</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Reconocido</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Pospuesto</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resuelto</translation>
    </message>
</context>
<context>
    <name>AddressList</name>
    <message>
        <source>Line {0} is neither an address nor a block: {1}</source>
        <translation>La línea {0} no es una dirección ni un bloque: {1}</translation>
    </message>
</context>
<context>
    <name>AddressSheet</name>
    <message>
        <source>Providers deliver to an address of the internet. Something has to lead from there to this computer.</source>
        <translation>Los proveedores entregan a una dirección de internet. Algo tiene que conducir de ahí a esta computadora.</translation>
    </message>
    <message>
        <source>Public address</source>
        <translation>Dirección pública</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Vía</translation>
    </message>
    <message>
        <source>a reverse proxy of my own</source>
        <translation>un proxy inverso propio</translation>
    </message>
    <message>
        <source>ssh to a server of mine</source>
        <translation>ssh a un servidor mío</translation>
    </message>
    <message>
        <source>a program: cloudflared, tailscale, localhost.run…</source>
        <translation>un programa: cloudflared, tailscale, localhost.run…</translation>
    </message>
    <message>
        <source>ngrok</source>
        <translation>ngrok</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Save and start</source>
        <translation>Guardar e iniciar</translation>
    </message>
    <message>
        <source>Trusted proxies…</source>
        <translation>Proxies de confianza…</translation>
    </message>
    <message>
        <source>Last lines of the tunnel</source>
        <translation>Últimas líneas del túnel</translation>
    </message>
</context>
<context>
    <name>AddressStep</name>
    <message>
        <source>Its callback address</source>
        <translation>Su dirección de callback</translation>
    </message>
    <message>
        <source>Whoever knows this address can deliver: it is a secret.</source>
        <translation>Quien conozca esta dirección puede entregar: es un secreto.</translation>
    </message>
    <message>
        <source>Callback URL</source>
        <translation>URL de callback</translation>
    </message>
    <message>
        <source>Copy the callback URL</source>
        <translation>Copiar la URL de callback</translation>
    </message>
    <message>
        <source>Check from outside</source>
        <translation>Revisar desde fuera</translation>
    </message>
    <message>
        <source>Not receiving: {0}</source>
        <translation>Sin recibir: {0}</translation>
    </message>
    <message>
        <source>Only this computer reaches this address so far.</source>
        <translation>Por ahora solo este equipo alcanza esta dirección.</translation>
    </message>
    <message>
        <source>Not checked yet whether it leads here.</source>
        <translation>Aún no se revisa si llega hasta aquí.</translation>
    </message>
    <message>
        <source>Checked from outside: it leads here.</source>
        <translation>Revisado desde fuera: llega hasta aquí.</translation>
    </message>
    <message>
        <source>From outside it does not lead here. {0}</source>
        <translation>Desde fuera no llega hasta aquí. {0}</translation>
    </message>
    <message>
        <source>callback URL</source>
        <translation>URL de callback</translation>
    </message>
</context>
<context>
    <name>AddressWays</name>
    <message>
        <source>Whether the source address is kept depends on the program; the probe shows who names it. Without it the provider's address list cannot hold.</source>
        <translation>Que se conserve la dirección de origen depende del programa; la prueba muestra quién la nombra. Sin ella la lista de direcciones del proveedor no puede aplicarse.</translation>
    </message>
    <message>
        <source>The source address is kept if the proxy writes it into a header and drops what came in. Name the proxy among the trusted ones, and the provider's address list holds.</source>
        <translation>La dirección de origen se conserva si el proxy la escribe en un encabezado y descarta lo que llegó. Nombre el proxy entre los de confianza y la lista de direcciones del proveedor se aplica.</translation>
    </message>
    <message>
        <source>The source address is kept in {0}, which is believed: the provider's address list holds.</source>
        <translation>La dirección de origen se conserva en {0}, en el que se confía: la lista de direcciones del proveedor se aplica.</translation>
    </message>
    <message>
        <source>The source address is kept in {0}. The provider's address list holds once this computer is among the trusted proxies with that header.</source>
        <translation>La dirección de origen se conserva en {0}. La lista de direcciones del proveedor se aplica cuando esta computadora está entre los proxies de confianza con ese encabezado.</translation>
    </message>
</context>
<context>
    <name>AnswerButtons</name>
    <message>
        <source>Copy answer</source>
        <translation>Copiar respuesta</translation>
    </message>
    <message>
        <source>Copied: {0}</source>
        <translation>Copiado: {0}</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>español</translation>
    </message>
    <message>
        <source>English</source>
        <translation>inglés</translation>
    </message>
    <message>
        <source>Language of the answer: {0}</source>
        <translation>Idioma de la respuesta: {0}</translation>
    </message>
</context>
<context>
    <name>AnswersChart</name>
    <message>
        <source>Our own time to the acknowledgement</source>
        <translation>Nuestro tiempo hasta el acuse</translation>
    </message>
    <message>
        <source>{0} or longer</source>
        <translation>{0} o más</translation>
    </message>
    <message>
        <source>limit {0}</source>
        <translation>límite {0}</translation>
    </message>
    <message>
        <source>slow from {0}</source>
        <translation>lento desde {0}</translation>
    </message>
</context>
<context>
    <name>AnswersPanel</name>
    <message>
        <source>Our own answers</source>
        <translation>Nuestros acuses</translation>
    </message>
    <message>
        <source>No delivery was answered in this span of time.</source>
        <translation>No se respondió ninguna entrega en este periodo.</translation>
    </message>
    <message>
        <source>{count} answered, p50 {p50}, p99 {p99}; {slow} from 2 s, {over} from 5 s</source>
        <translation>{count} respondidas, p50 {p50}, p99 {p99}; {slow} desde 2 s, {over} desde 5 s</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Acuses</translation>
    </message>
</context>
<context>
    <name>AskButton</name>
    <message>
        <source>Ask {0} now</source>
        <translation>Preguntar a {0} ahora</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>{0} failed</source>
        <translation>{0}: falló</translation>
    </message>
    <message>
        <source>{0} differs at the provider</source>
        <translation>{0} difiere en el proveedor</translation>
    </message>
    <message>
        <source>{0} contradicts itself</source>
        <translation>{0}: se contradice</translation>
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
        <source>Damage</source>
        <translation>Daño</translation>
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
        <source>Difference</source>
        <translation>Diferencia</translation>
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
    <message>
        <source>Open</source>
        <translation>Abiertas</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Reconocidas</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Pospuestas</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resueltas</translation>
    </message>
    <message>
        <source>The kept bytes of a delivery of {0} are damaged</source>
        <translation>Los bytes guardados de una entrega de {0} están dañados</translation>
    </message>
    <message>
        <source>The kept bytes of {1} deliveries of {0} are damaged</source>
        <translation>Los bytes guardados de {1} entregas de {0} están dañados</translation>
    </message>
    <message>
        <source>A delivery of {0} failed verification</source>
        <translation>Una entrega de {0} no pasó la verificación</translation>
    </message>
    <message>
        <source>{1} deliveries of {0} failed verification</source>
        <translation>{1} entregas de {0} no pasaron la verificación</translation>
    </message>
    <message>
        <source>A delivery of {0} waits for the key that signed it</source>
        <translation>Una entrega de {0} espera la clave que la firmó</translation>
    </message>
    <message>
        <source>{1} deliveries of {0} wait for their key</source>
        <translation>{1} entregas de {0} esperan su clave</translation>
    </message>
    <message>
        <source>A delivery of {0} cannot be read</source>
        <translation>Una entrega de {0} no se puede leer</translation>
    </message>
    <message>
        <source>{1} deliveries of {0} cannot be read</source>
        <translation>{1} entregas de {0} no se pueden leer</translation>
    </message>
    <message>
        <source>{1} transactions of {0} failed</source>
        <translation>{1} transacciones de {0} fallaron</translation>
    </message>
    <message>
        <source>{1} transactions of {0} differ at the provider</source>
        <translation>{1} transacciones de {0} difieren en el proveedor</translation>
    </message>
    <message>
        <source>{1} transactions of {0} contradict themselves</source>
        <translation>{1} transacciones de {0} se contradicen</translation>
    </message>
    <message>
        <source>their SHA-256 is another one than when they came; a backup may have them</source>
        <translation>su SHA-256 ya no es el de cuando llegaron; una copia de seguridad puede tenerlos</translation>
    </message>
    <message>
        <source>expected {0}, received {1}</source>
        <translation>esperado {0}, recibido {1}</translation>
    </message>
    <message>
        <source>its bytes were let go for want of room</source>
        <translation>sus bytes se soltaron por falta de espacio</translation>
    </message>
    <message>
        <source>no webhook ever told of it</source>
        <translation>ningún webhook avisó de ella</translation>
    </message>
    <message>
        <source>the provider did not list it when asked</source>
        <translation>el proveedor no lo listó al preguntarle</translation>
    </message>
    <message>
        <source>the provider names another status when asked</source>
        <translation>el proveedor da otro estado al preguntarle</translation>
    </message>
    <message>
        <source>the provider names another amount when asked</source>
        <translation>el proveedor da otro monto al preguntarle</translation>
    </message>
    <message>
        <source>acknowledged by {0}, {1}</source>
        <translation>reconocida por {0}, {1}</translation>
    </message>
    <message>
        <source>snoozed until {2} by {0}</source>
        <translation>pospuesta hasta {2} por {0}</translation>
    </message>
    <message>
        <source>resolved by {0}, {1}</source>
        <translation>resuelta por {0}, {1}</translation>
    </message>
    <message>
        <source>ended by itself ({0})</source>
        <translation>terminó por sí sola ({0})</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Reconocer</translation>
    </message>
    <message>
        <source>For 15 minutes</source>
        <translation>15 minutos</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>1 hora</translation>
    </message>
    <message>
        <source>For 4 hours</source>
        <translation>4 horas</translation>
    </message>
    <message>
        <source>Until tomorrow morning</source>
        <translation>Hasta mañana temprano</translation>
    </message>
    <message>
        <source>Until Monday morning</source>
        <translation>Hasta el lunes temprano</translation>
    </message>
    <message>
        <source>Until…</source>
        <translation>Hasta…</translation>
    </message>
    <message>
        <source>Snooze until</source>
        <translation>Posponer hasta</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Posponer</translation>
    </message>
    <message>
        <source>latest {0}</source>
        <translation>última {0}</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Revisar</translation>
    </message>
    <message>
        <source>Re-verify</source>
        <translation>Verificar de nuevo</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Volver a abrir</translation>
    </message>
</context>
<context>
    <name>AttentionColumns</name>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>What and why</source>
        <translation>Qué y por qué</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
</context>
<context>
    <name>AttentionHead</name>
    <message>
        <source>Kind</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Todos los tipos</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>All providers</source>
        <translation>Todos los proveedores</translation>
    </message>
    <message>
        <source>Only what the notification told of</source>
        <translation>Solo lo que dijo la notificación</translation>
    </message>
    <message>
        <source>Show the whole inbox again</source>
        <translation>Volver a ver toda la bandeja</translation>
    </message>
    <message>
        <source>Re-verify all</source>
        <translation>Verificar todo de nuevo</translation>
    </message>
</context>
<context>
    <name>AttentionList</name>
    <message>
        <source>What needs you</source>
        <translation>Lo que requiere atención</translation>
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
        <source>Nothing of this kind</source>
        <translation>Nada de este tipo</translation>
    </message>
    <message>
        <source>Choose all kinds and providers.</source>
        <translation>Elija todos los tipos y proveedores.</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Nada por aquí</translation>
    </message>
    <message>
        <source>What you do about open things is listed here.</source>
        <translation>Aquí se lista lo que usted hace con lo que está abierto.</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mostrar más</translation>
    </message>
    <message>
        <source>See the transactions</source>
        <translation>Ver las transacciones</translation>
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
        <source>Hide the single ones</source>
        <translation>Ocultar cada una</translation>
    </message>
    <message>
        <source>Show each one</source>
        <translation>Mostrar cada una</translation>
    </message>
    <message>
        <source>Its bytes were let go for want of room: it cannot be verified again.</source>
        <translation>Sus bytes se soltaron por falta de espacio: no se puede verificar de nuevo.</translation>
    </message>
</context>
<context>
    <name>Backfill</name>
    <message numerus="yes">
        <source>Last %n hours</source>
        <translation>
            <numerusform>Última hora</numerusform>
            <numerusform>Últimas %n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Último día</numerusform>
            <numerusform>Últimos %n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n cambió</numerusform>
            <numerusform>%n cambiaron</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had no webhook</source>
        <translation>
            <numerusform>%n no tuvo webhook</numerusform>
            <numerusform>%n no tuvieron webhook</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are missing there</source>
        <translation>
            <numerusform>%n falta allá</numerusform>
            <numerusform>%n faltan allá</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n respuesta</numerusform>
            <numerusform>%n respuestas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are new</source>
        <translation>
            <numerusform>%n es nuevo</numerusform>
            <numerusform>%n son nuevos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries of a file</source>
        <translation>
            <numerusform>%n registro de un archivo</numerusform>
            <numerusform>%n registros de un archivo</numerusform>
        </translation>
    </message>
    <message>
        <source>not looked for yet</source>
        <translation>aún no se han buscado</translation>
    </message>
    <message>
        <source>no file imported yet</source>
        <translation>aún no se ha importado un archivo</translation>
    </message>
    <message>
        <source>away {0} to {1}</source>
        <translation>ausente de {0} a {1}</translation>
    </message>
</context>
<context>
    <name>BackfillSheet</name>
    <message>
        <source>Fetch what was missed at {0}</source>
        <translation>Recuperar lo que faltó de {0}</translation>
    </message>
    <message>
        <source>Its lists are asked for this time, and about everything that is not final. An answer is one more entry in a timeline; it never replaces what a webhook said.</source>
        <translation>Se consultan sus listas de este periodo y todo lo que no es definitivo. Una respuesta es una entrada más en la cronología; nunca sustituye lo que dijo un webhook.</translation>
    </message>
    <message>
        <source>Calls of the budget</source>
        <translation>Consultas del límite</translation>
    </message>
    <message>
        <source>Have it sent again…</source>
        <translation>Pedir que se envíe de nuevo…</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>Consultar ahora</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>Desde … hasta …</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>The time to ask about ends before it begins.</source>
        <translation>El periodo termina antes de empezar.</translation>
    </message>
    <message>
        <source>Asking {0}…</source>
        <translation>Consultando a {0}…</translation>
    </message>
    <message>
        <source>{0} answers · {1} of {2} calls</source>
        <translation>{0} respuestas · {1} de {2} consultas</translation>
    </message>
    <message>
        <source>Enter credentials…</source>
        <translation>Ingresar credenciales…</translation>
    </message>
</context>
<context>
    <name>BarsPanel</name>
    <message>
        <source>Status by provider</source>
        <translation>Estado por proveedor</translation>
    </message>
    <message>
        <source>No transaction began in this span of time.</source>
        <translation>Ninguna transacción empezó en este periodo.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Proporción</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Cantidad</translation>
    </message>
    <message>
        <source>Length of the bars</source>
        <translation>Largo de las barras</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
</context>
<context>
    <name>Cells</name>
    <message>
        <source>Received</source>
        <translation>Recibida</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Antigüedad</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Situación</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Entrega</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Visto primero</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creada</translation>
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
        <source>Flags and marks</source>
        <translation>Avisos y marcas</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Provider's status</source>
        <translation>Estado del proveedor</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Transacción</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Llegadas</translation>
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
        <source>Above is new since you last looked</source>
        <translation>Arriba, lo nuevo desde la última vez que miró</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Necesita atención</translation>
    </message>
    <message>
        <source>Everything else, the most recent first</source>
        <translation>Todo lo demás, lo más reciente primero</translation>
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
    <message>
        <source>label {0}: {1}</source>
        <translation>color {0}: {1}</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>marcada</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>{0}, unread</source>
        <translation>{0}, sin leer</translation>
    </message>
    <message>
        <source>A click says how long ago, or when</source>
        <translation>Un clic dice hace cuánto o cuándo</translation>
    </message>
</context>
<context>
    <name>CepSheet</name>
    <message>
        <source>CEP card</source>
        <translation>Tarjeta CEP</translation>
    </message>
    <message>
        <source>Copy each value into Banxico's form. If it is not found, try the next banking day: what is sent after hours may carry its date.</source>
        <translation>Copie cada dato en el formulario de Banxico. Si no aparece, pruebe con el siguiente día hábil: lo enviado fuera de horario puede llevar esa fecha.</translation>
    </message>
    <message>
        <source>Values of the CEP</source>
        <translation>Datos del CEP</translation>
    </message>
    <message>
        <source>Open Banxico</source>
        <translation>Abrir Banxico</translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message numerus="yes">
        <source>certificate: %n days left</source>
        <translation>
            <numerusform>certificado: queda %n día</numerusform>
            <numerusform>certificado: quedan %n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The certificate of the public address ends in %n days</source>
        <translation>
            <numerusform>El certificado de la dirección pública termina en %n día</numerusform>
            <numerusform>El certificado de la dirección pública termina en %n días</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChartPanel</name>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Ver como tabla</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation>Copiar como imagen</translation>
    </message>
    <message>
        <source>Save as a picture</source>
        <translation>Guardar como imagen</translation>
    </message>
    <message>
        <source>Not narrowed by {0}: this is counted without it.</source>
        <translation>Sin acotar por {0}: aquí se cuenta sin esa condición.</translation>
    </message>
    <message>
        <source>Picture copied: {0}</source>
        <translation>Imagen copiada: {0}</translation>
    </message>
</context>
<context>
    <name>ChartsEmpty</name>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
    <message>
        <source>Look back a year</source>
        <translation>Ver un año atrás</translation>
    </message>
    <message>
        <source>Connect a provider</source>
        <translation>Conectar un proveedor</translation>
    </message>
    <message>
        <source>Nothing has arrived yet</source>
        <translation>Aún no ha llegado nada</translation>
    </message>
    <message>
        <source>Nothing arrived in this span of time</source>
        <translation>Nada llegó en este periodo</translation>
    </message>
    <message>
        <source>Charts fill by themselves as soon as a provider delivers.</source>
        <translation>Las gráficas se llenan solas en cuanto llega una entrega.</translation>
    </message>
</context>
<context>
    <name>ChartsHead</name>
    <message>
        <source>Only {0}</source>
        <translation>Solo {0}</translation>
    </message>
    <message>
        <source>Look at the whole span again</source>
        <translation>Ver otra vez todo el periodo</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Ver como tabla</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Guardar imagen</translation>
    </message>
    <message>
        <source>Filter: provider, asset, kind, status, env…</source>
        <translation>Filtro: provider, asset, kind, status, env…</translation>
    </message>
</context>
<context>
    <name>ChartsSaving</name>
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
        <source>The secret to paste there</source>
        <translation>El secreto por pegar allá</translation>
    </message>
    <message>
        <source>Copy the secret</source>
        <translation>Copiar el secreto</translation>
    </message>
    <message>
        <source>Make one</source>
        <translation>Crear uno</translation>
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
        <source>There is a webhook secret already</source>
        <translation>Ya hay un secreto del webhook</translation>
    </message>
    <message>
        <source>Deliveries are refused from now on until the new one stands there too.</source>
        <translation>Desde ahora se rechazan las entregas hasta que el nuevo también esté allá.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Reemplazarlo</translation>
    </message>
    <message>
        <source>A secret was made and is kept here</source>
        <translation>Se creó un secreto y se guarda aquí</translation>
    </message>
    <message>
        <source>Paste it there now: it is not shown again once this closes.</source>
        <translation>Péguelo allá ahora: no se vuelve a mostrar al cerrar esto.</translation>
    </message>
    <message>
        <source>webhook secret</source>
        <translation>secreto del webhook</translation>
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
    <name>ChipRow</name>
    <message>
        <source>or</source>
        <translation>o</translation>
    </message>
    <message>
        <source>Edit {0}</source>
        <translation>Editar {0}</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Quitar {0}</translation>
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
    <name>ColumnChoice</name>
    <message>
        <source>Columns…</source>
        <translation>Columnas…</translation>
    </message>
    <message>
        <source>Default columns</source>
        <translation>Columnas predeterminadas</translation>
    </message>
</context>
<context>
    <name>ColumnsSheet</name>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Tick what is shown. Drag a column, or press Alt+Up and Alt+Down, to move it.</source>
        <translation>Marque lo que se muestra. Para mover una columna, arrástrela o presione Alt+Arriba y Alt+Abajo.</translation>
    </message>
    <message>
        <source>Field of the body</source>
        <translation>Campo del cuerpo</translation>
    </message>
    <message>
        <source>payload.details.clave</source>
        <translation>payload.details.clave</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>Default columns</source>
        <translation>Columnas predeterminadas</translation>
    </message>
    <message>
        <source>Show a field of the body as a column</source>
        <translation>Mostrar un campo del cuerpo como columna</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Agregar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Show these columns</source>
        <translation>Mostrar estas columnas</translation>
    </message>
</context>
<context>
    <name>CommandForm</name>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>another one</source>
        <translation>otro</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Pattern of the address</source>
        <translation>Patrón de la dirección</translation>
    </message>
    <message>
        <source>{port} stands for the port that Acuse receives on; the pattern is a regular expression with (…) around the address in what the program prints. No shell runs it, it sees none of the secrets, and it ends with Acuse.</source>
        <translation>{port} es el puerto en que Acuse recibe; el patrón es una expresión regular con (…) alrededor de la dirección en lo que imprime el programa. No lo ejecuta ningún shell, no ve ninguno de los secretos y termina con Acuse.</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>All commands</source>
        <translation>Todos los comandos</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>¿Qué desea hacer?</translation>
    </message>
    <message>
        <source>Search the commands</source>
        <translation>Buscar en los comandos</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandos</translation>
    </message>
</context>
<context>
    <name>ConnectSteps</name>
    <message>
        <source>Still needed to verify: {0}.</source>
        <translation>Falta para verificar: {0}.</translation>
    </message>
    <message>
        <source>Entered.</source>
        <translation>Capturadas.</translation>
    </message>
    <message>
        <source>None is needed to receive. Some make the check stronger.</source>
        <translation>Ninguna es necesaria para recibir. Algunas hacen más estricta la verificación.</translation>
    </message>
    <message>
        <source>{0} delivers. You find everything under Live feed.</source>
        <translation>{0} ya entrega. Todo está en la página En vivo.</translation>
    </message>
    <message>
        <source>Waiting for {0}; this step ticks itself.</source>
        <translation>En espera de {0}; este paso se marca solo.</translation>
    </message>
    <message>
        <source>Arrived, but not verified: {0}</source>
        <translation>Llegó, pero sin verificar: {0}</translation>
    </message>
    <message>
        <source>Arrived; it waits for the key of its signature.</source>
        <translation>Llegó; espera la llave de su firma.</translation>
    </message>
    <message>
        <source>Arrived and verified. Authenticity: {0}.</source>
        <translation>Llegó y se verificó. Autenticidad: {0}.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>Choose the provider and its environment</source>
        <translation>Elija el proveedor y su ambiente</translation>
    </message>
    <message>
        <source>Enter its credentials</source>
        <translation>Capture sus credenciales</translation>
    </message>
    <message>
        <source>Credentials…</source>
        <translation>Credenciales…</translation>
    </message>
    <message>
        <source>See a test event arrive</source>
        <translation>Vea llegar un evento de prueba</translation>
    </message>
    <message>
        <source>A made-up event, signed with your credentials, goes to the real receiver.</source>
        <translation>Un evento inventado, firmado con sus credenciales, va al receptor real.</translation>
    </message>
    <message>
        <source>Send test event</source>
        <translation>Enviar evento de prueba</translation>
    </message>
    <message>
        <source>Have the provider deliver</source>
        <translation>Que el proveedor entregue</translation>
    </message>
    <message>
        <source>Register the callback at {0}…</source>
        <translation>Registrar el callback en {0}…</translation>
    </message>
    <message>
        <source>Steps in the dashboard of {0}…</source>
        <translation>Pasos en el panel de {0}…</translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>Not receiving</source>
        <translation>Sin recibir</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>Inalcanzable</translation>
    </message>
    <message>
        <source>Address changed</source>
        <translation>La dirección cambió</translation>
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
        <source>No list is entered, so every source address may deliver.</source>
        <translation>No hay lista capturada, así que cualquier IP de origen puede entregar.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Apagada</translation>
    </message>
    <message>
        <source>Active: the source is read from {0}, written by a proxy that you named.</source>
        <translation>Activa: el origen se lee de {0}, escrito por un proxy que usted nombró.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activa</translation>
    </message>
    <message>
        <source>Inactive: a tunnel or proxy hides where deliveries come from, and no proxy is trusted to name it. Deliveries are not refused for their address.</source>
        <translation>Inactiva: un túnel o proxy oculta de dónde vienen las entregas y no se confía en ningún proxy para decirlo. No se rechaza ninguna entrega por su dirección.</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>Inactiva</translation>
    </message>
    <message>
        <source>Active for deliveries that reach this computer without a proxy.</source>
        <translation>Activa para las entregas que llegan a esta computadora sin proxy.</translation>
    </message>
    <message>
        <source>None yet: no delivery was verified by a signature.</source>
        <translation>Ninguna todavía: ninguna entrega se ha verificado por firma.</translation>
    </message>
    <message>
        <source>Learned from the last deliveries; other forms are still accepted.</source>
        <translation>Aprendido de las últimas entregas; se siguen aceptando otras formas.</translation>
    </message>
    <message>
        <source>{0}: {1} of the last deliveries</source>
        <translation>{0}: {1} de las últimas entregas</translation>
    </message>
    <message>
        <source>nothing that Acuse does not know</source>
        <translation>nada que Acuse no conozca</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>{0} más</translation>
    </message>
    <message>
        <source>new field {0}, first seen {1}</source>
        <translation>campo nuevo {0}, visto desde {1}</translation>
    </message>
    <message>
        <source>new status {0}, first seen {1}</source>
        <translation>estado nuevo {0}, visto desde {1}</translation>
    </message>
    <message>
        <source>new event {0}, first seen {1}</source>
        <translation>evento nuevo {0}, visto desde {1}</translation>
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
        <source>{0} in the body</source>
        <translation>{0} en el cuerpo</translation>
    </message>
    <message>
        <source>{0} signature</source>
        <translation>firma {0}</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
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
        <source>New in deliveries</source>
        <translation>Novedades en entregas</translation>
    </message>
    <message>
        <source>Fields of the deliveries of {0}</source>
        <translation>Campos de las entregas de {0}</translation>
    </message>
    <message>
        <source>Missed webhooks</source>
        <translation>Webhooks perdidos</translation>
    </message>
    <message>
        <source>Fetch what was missed at {0}</source>
        <translation>Recuperar lo que faltó de {0}</translation>
    </message>
    <message>
        <source>Import a file of {0}</source>
        <translation>Importar un archivo de {0}</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Diferencias</translation>
    </message>
    <message>
        <source>Differences with {0}</source>
        <translation>Diferencias con {0}</translation>
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
        <source>Fields…</source>
        <translation>Campos…</translation>
    </message>
    <message>
        <source>Fetch…</source>
        <translation>Traer…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Look…</source>
        <translation>Ver…</translation>
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
        <source>Send a test event through the public address</source>
        <translation>Enviar un evento de prueba por la dirección pública</translation>
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
        <source>Test publicly</source>
        <translation>Prueba pública</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Ajustes…</translation>
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
    <name>ConnectionSheet</name>
    <message>
        <source>Settings of {0}</source>
        <translation>Ajustes de {0}</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Ambiente</translation>
    </message>
    <message>
        <source>Source addresses</source>
        <translation>IP de origen</translation>
    </message>
    <message>
        <source>Which list of source addresses</source>
        <translation>Qué lista de IP de origen</translation>
    </message>
    <message>
        <source>Reset to the published list</source>
        <translation>Volver a la lista publicada</translation>
    </message>
    <message>
        <source>Trusted proxies…</source>
        <translation>Proxies de confianza…</translation>
    </message>
    <message>
        <source>As published by {0} for {1}</source>
        <translation>Las que publica {0} para {1}</translation>
    </message>
    <message>
        <source>No list: the source is not checked</source>
        <translation>Sin lista: el origen no se revisa</translation>
    </message>
    <message>
        <source>A list of my own</source>
        <translation>Una lista propia</translation>
    </message>
    <message>
        <source>Byte forms that matched</source>
        <translation>Formas del cuerpo que coincidieron</translation>
    </message>
    <message>
        <source>Secret address</source>
        <translation>Dirección secreta</translation>
    </message>
    <message>
        <source>Make a new one…</source>
        <translation>Generar una nueva…</translation>
    </message>
    <message>
        <source>Make a new secret address?</source>
        <translation>¿Generar una nueva dirección secreta?</translation>
    </message>
    <message>
        <source>Once saved, the old address answers 404: register the new one at {0} at once.</source>
        <translation>Al guardar, la dirección anterior responde 404: registre la nueva en {0} de inmediato.</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Generarla</translation>
    </message>
    <message>
        <source>Save to use the new address.</source>
        <translation>Guarde para usar la nueva dirección.</translation>
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
        <source>registered at an old address</source>
        <translation>registrado en una dirección anterior</translation>
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
        <source>not known</source>
        <translation>no se sabe</translation>
    </message>
    <message>
        <source>The test event arrived</source>
        <translation>Llegó el evento de prueba</translation>
    </message>
    <message>
        <source>Differences…</source>
        <translation>Diferencias…</translation>
    </message>
    <message>
        <source>Trusted proxies…</source>
        <translation>Proxies de confianza…</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n nota</numerusform>
            <numerusform>%n notas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CredentialField</name>
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
        <translation>capturado</translation>
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
        <translation>Capture un valor nuevo para reemplazarlo</translation>
    </message>
</context>
<context>
    <name>CredentialsSheet</name>
    <message>
        <source>Kept in this system's keychain and never shown again. An environment variable of the given name goes first.</source>
        <translation>Se guardan en el llavero de este sistema y no se vuelven a mostrar. Una variable de entorno con el nombre indicado tiene prioridad.</translation>
    </message>
    <message>
        <source>Credentials of {0}</source>
        <translation>Credenciales de {0}</translation>
    </message>
</context>
<context>
    <name>DaysSheet</name>
    <message>
        <source>From one day to another</source>
        <translation>De un día a otro</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Primer día</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>Show these days</source>
        <translation>Mostrar estos días</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>missing here</source>
        <translation>falta aquí</translation>
    </message>
    <message>
        <source>missing there</source>
        <translation>falta allá</translation>
    </message>
    <message>
        <source>status differs</source>
        <translation>difiere el estado</translation>
    </message>
    <message>
        <source>amount differs</source>
        <translation>difiere el monto</translation>
    </message>
    <message>
        <source>Here: no webhook told of it</source>
        <translation>Aquí: ningún webhook lo dijo</translation>
    </message>
    <message>
        <source>Here: {0}</source>
        <translation>Aquí: {0}</translation>
    </message>
    <message>
        <source>There: not in its list</source>
        <translation>Allá: no está en su lista</translation>
    </message>
    <message>
        <source>There: not asked</source>
        <translation>Allá: no se ha preguntado</translation>
    </message>
    <message>
        <source>There: {0}</source>
        <translation>Allá: {0}</translation>
    </message>
    <message>
        <source>Accepted by {0}, {1}</source>
        <translation>Aceptada por {0}, {1}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>{0}, the oldest {1}</source>
        <translation>{0}, la más antigua de {1}</translation>
    </message>
</context>
<context>
    <name>DifferencesSheet</name>
    <message>
        <source>What a provider answered, held against what its webhooks said. A difference goes by itself when a later delivery or answer agrees.</source>
        <translation>Lo que respondió un proveedor frente a lo que dijeron sus webhooks. Una diferencia desaparece sola cuando una entrega o respuesta posterior coincide.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Diferencias</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>All providers</source>
        <translation>Todos los proveedores</translation>
    </message>
    <message>
        <source>They agree, as far as was asked.</source>
        <translation>Coinciden, hasta donde se ha preguntado.</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Sin diferencias</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mostrar más</translation>
    </message>
    <message>
        <source>Show the payment</source>
        <translation>Ver el pago</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Volver a abrir</translation>
    </message>
    <message>
        <source>Accept…</source>
        <translation>Aceptar…</translation>
    </message>
    <message>
        <source>Accept the difference</source>
        <translation>Aceptar la diferencia</translation>
    </message>
    <message>
        <source>Difference open again</source>
        <translation>Diferencia abierta de nuevo</translation>
    </message>
    <message>
        <source>Difference accepted</source>
        <translation>Diferencia aceptada</translation>
    </message>
</context>
<context>
    <name>ErrorsSheet</name>
    <message>
        <source>Errors of this run</source>
        <translation>Errores de esta sesión</translation>
    </message>
    <message>
        <source>Nothing here leaves this computer by itself. What you copy holds no data.</source>
        <translation>Nada de esto sale de este equipo por sí solo. Lo que se copia no lleva datos.</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Errores</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Vaciar la lista</translation>
    </message>
    <message>
        <source>Copy for a report</source>
        <translation>Copiar para un informe</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problema</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Causa</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>Solución</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Nothing went wrong</source>
        <translation>Nada salió mal</translation>
    </message>
    <message>
        <source>Errors of this run are listed here, with their cause and what helps.</source>
        <translation>Aquí aparecen los errores de esta sesión, con su causa y lo que ayuda.</translation>
    </message>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>errors, without what was received</source>
        <translation>errores, sin nada de lo recibido</translation>
    </message>
</context>
<context>
    <name>ExportColumns</name>
    <message>
        <source>Transaction</source>
        <translation>Transacción</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Entrega</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibida</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>The provider's word</source>
        <translation>Palabra del proveedor</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Rail</source>
        <translation>Riel</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Sentido</translation>
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
        <source>Created</source>
        <translation>Creada</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>Sucedió</translation>
    </message>
    <message>
        <source>First received</source>
        <translation>Primera llegada</translation>
    </message>
    <message>
        <source>Last received</source>
        <translation>Última llegada</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Llegadas</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Situación</translation>
    </message>
    <message>
        <source>Authenticity</source>
        <translation>Autenticidad</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Origen</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export what is shown</source>
        <translation>Exportar lo que se muestra</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <source>Rows that are written</source>
        <translation>Filas escritas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Excel (XLSX)</source>
        <translation>Excel (XLSX)</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Format: {0}</source>
        <translation>Formato: {0}</translation>
    </message>
    <message>
        <source>Columns, in the order of the file</source>
        <translation>Columnas, en el orden del archivo</translation>
    </message>
    <message>
        <source>Columns (drag, or Alt+↑ and Alt+↓, to reorder)</source>
        <translation>Columnas (arrastre, o Alt+↑ y Alt+↓, para reordenar)</translation>
    </message>
    <message>
        <source>Mask names, CLABEs and addresses</source>
        <translation>Ocultar nombres, CLABEs y direcciones</translation>
    </message>
    <message>
        <source>The privacy screen is on</source>
        <translation>La pantalla de privacidad está activa</translation>
    </message>
    <message>
        <source>Begin with the mark by which Excel knows UTF-8</source>
        <translation>Empezar con la marca por la que Excel reconoce UTF-8</translation>
    </message>
    <message>
        <source>{0} deliveries</source>
        <translation>{0} entregas</translation>
    </message>
    <message>
        <source>{0} transactions</source>
        <translation>{0} transacciones</translation>
    </message>
    <message>
        <source>More than {0}</source>
        <translation>Más de {0}</translation>
    </message>
    <message>
        <source>What is filtered: {0}</source>
        <translation>Lo filtrado: {0}</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportar a</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} filas</translation>
    </message>
    <message>
        <source>1 row is in {1}</source>
        <translation>1 fila está en {1}</translation>
    </message>
    <message>
        <source>{0} rows are in {1}</source>
        <translation>{0} filas están en {1}</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>No se escribió nada.</translation>
    </message>
</context>
<context>
    <name>FactList</name>
    <message>
        <source>Copy {0}</source>
        <translation>Copiar {0}</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Enlace</translation>
    </message>
</context>
<context>
    <name>FeedPage</name>
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
        <source>{0} of {1} deliveries match</source>
        <translation>{0} de {1} entregas coinciden</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} en espera</translation>
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
    <name>Fields</name>
    <message>
        <source>new: {0}</source>
        <translation>nuevo: {0}</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texto</translation>
    </message>
    <message>
        <source>number</source>
        <translation>número</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>verdadero o falso</translation>
    </message>
    <message>
        <source>null</source>
        <translation>nulo</translation>
    </message>
    <message>
        <source>empty object</source>
        <translation>objeto vacío</translation>
    </message>
    <message>
        <source>empty list</source>
        <translation>lista vacía</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Visto primero</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Visto al final</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Entregas</translation>
    </message>
</context>
<context>
    <name>FieldsSheet</name>
    <message>
        <source>Every path that stood in a delivery, and what Acuse does not know of it. Unknown fields are kept, shown and searched like all others.</source>
        <translation>Toda ruta que ha venido en una entrega y lo que Acuse no conoce de ella. Los campos desconocidos se guardan, se muestran y se buscan como los demás.</translation>
    </message>
    <message>
        <source>Fields of {0}</source>
        <translation>Campos de {0}</translation>
    </message>
    <message>
        <source>Search paths, events and kinds of value</source>
        <translation>Buscar rutas, eventos y tipos de valor</translation>
    </message>
    <message>
        <source>Show its deliveries</source>
        <translation>Ver sus entregas</translation>
    </message>
    <message>
        <source>Enter, or a double click on a field</source>
        <translation>Enter, o doble clic en un campo</translation>
    </message>
    <message>
        <source>Mark all as seen</source>
        <translation>Marcar todo como visto</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n más</numerusform>
            <numerusform>%n más</numerusform>
        </translation>
    </message>
    <message>
        <source>new</source>
        <translation>nuevo</translation>
    </message>
    <message numerus="yes">
        <source>%n deliveries</source>
        <translation>
            <numerusform>%n entrega</numerusform>
            <numerusform>%n entregas</numerusform>
        </translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Visto</translation>
    </message>
    <message>
        <source>path</source>
        <translation>ruta</translation>
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
        <source>Time to final, p50/p95</source>
        <translation>Hasta el final, p50/p95</translation>
    </message>
    <message>
        <source>Ack p99</source>
        <translation>Acuse p99</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
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
        <source>Filter: provider:juno status:pending amount&gt;10000 clabe:6461*…</source>
        <translation>Filtro: provider:juno status:pending amount&gt;10000 clabe:6461*…</translation>
    </message>
    <message>
        <source>A filter is being run</source>
        <translation>Se está aplicando un filtro</translation>
    </message>
    <message>
        <source>{0} / {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Agregar</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Agregar una condición</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Última hora</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Última semana</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>Not final yet</source>
        <translation>Aún no final</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Sin verificar</translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>Suggestions for the filter</source>
        <translation>Sugerencias para el filtro</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Clear all</source>
        <translation>Quitar todo</translation>
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
    <message>
        <source>Provider · rail</source>
        <translation>Proveedor · riel</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>Welcome to Acuse</source>
        <translation>Bienvenido a Acuse</translation>
    </message>
    <message>
        <source>Acuse receives the webhooks of your payment providers on this computer, keeps each one, and shows what became of every payment.</source>
        <translation>Acuse recibe en este equipo los webhooks de sus proveedores de pago, guarda cada uno y muestra qué fue de cada pago.</translation>
    </message>
    <message>
        <source>Ctrl+Shift+P, First steps brings this back.</source>
        <translation>Ctrl+Shift+P, Primeros pasos, vuelve a mostrar esto.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>The sample data is being opened…</source>
        <translation>Abriendo los datos de ejemplo…</translation>
    </message>
    <message>
        <source>The sample data is open in a window of its own</source>
        <translation>Los datos de ejemplo están abiertos en su propia ventana</translation>
    </message>
    <message>
        <source>Nothing in it is real. Close that window to leave it; your own data is here.</source>
        <translation>Nada de eso es real. Cierre esa ventana para salir; sus datos están aquí.</translation>
    </message>
    <message>
        <source>Connect a provider</source>
        <translation>Conectar un proveedor</translation>
    </message>
    <message>
        <source>Explore sample data</source>
        <translation>Explorar datos de ejemplo</translation>
    </message>
    <message>
        <source>Receive your own webhooks</source>
        <translation>Recibir sus propios webhooks</translation>
    </message>
    <message>
        <source>Choose Juno, Bitso, Yuno, Juicyway or Just Wallet, copy its callback address, enter its credentials, and see a test event arrive.</source>
        <translation>Elija Juno, Bitso, Yuno, Juicyway o Just Wallet, copie su dirección de callback, capture sus credenciales y vea llegar un evento de prueba.</translation>
    </message>
    <message>
        <source>Look around first</source>
        <translation>Primero conocer el programa</translation>
    </message>
    <message>
        <source>Made-up traffic of all five providers, with duplicates, late events and forged ones. It opens in a window of its own and touches nothing of yours.</source>
        <translation>Tráfico inventado de los cinco proveedores, con duplicados, eventos tardíos y falsificados. Se abre en su propia ventana y no toca nada suyo.</translation>
    </message>
    <message>
        <source>Steps of a connection</source>
        <translation>Pasos de una conexión</translation>
    </message>
</context>
<context>
    <name>FirstWebhook</name>
    <message>
        <source>Steps to the first webhook</source>
        <translation>Pasos hasta el primer webhook</translation>
    </message>
    <message>
        <source>Explore sample data</source>
        <translation>Explorar datos de ejemplo</translation>
    </message>
    <message>
        <source>Every webhook appears here the moment it arrives, verified or in quarantine, newest first. These steps lead to the first one.</source>
        <translation>Cada webhook aparece aquí en cuanto llega, verificado o en cuarentena, el más reciente primero. Estos pasos llevan al primero.</translation>
    </message>
    <message>
        <source>Nothing has arrived yet</source>
        <translation>Aún no ha llegado nada</translation>
    </message>
</context>
<context>
    <name>FittingTabs</name>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>More: {0}</source>
        <translation>Más: {0}</translation>
    </message>
</context>
<context>
    <name>Flights</name>
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
        <source>Money in flight by age</source>
        <translation>Dinero en tránsito por antigüedad</translation>
    </message>
    <message>
        <source>What began in the marked time.</source>
        <translation>Lo que empezó en el tiempo marcado.</translation>
    </message>
    <message>
        <source>Nothing that began in the marked time is under way.</source>
        <translation>Nada de lo que empezó en el tiempo marcado sigue en tránsito.</translation>
    </message>
    <message>
        <source>All that is under way now, whenever it began.</source>
        <translation>Todo lo que está en tránsito ahora, sin importar cuándo empezó.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Antigüedad</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Transacciones</translation>
    </message>
    <message>
        <source>Money in flight in {0}</source>
        <translation>Dinero en tránsito en {0}</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>compact payload</source>
        <translation>payload compacto</translation>
    </message>
    <message>
        <source>exact payload</source>
        <translation>payload tal como llegó</translation>
    </message>
    <message>
        <source>ASCII-escaped payload</source>
        <translation>payload con escapes ASCII</translation>
    </message>
    <message>
        <source>whole body</source>
        <translation>cuerpo entero</translation>
    </message>
    <message>
        <source>raw body</source>
        <translation>cuerpo tal como llegó</translation>
    </message>
    <message>
        <source>exact data</source>
        <translation>data tal como llegó</translation>
    </message>
    <message>
        <source>sorted at the top</source>
        <translation>claves externas ordenadas</translation>
    </message>
    <message>
        <source>sorted</source>
        <translation>claves ordenadas</translation>
    </message>
    <message>
        <source>as sent</source>
        <translation>claves como llegaron</translation>
    </message>
    <message>
        <source>compact</source>
        <translation>compacto</translation>
    </message>
    <message>
        <source>spaced</source>
        <translation>con espacios</translation>
    </message>
    <message>
        <source> and </source>
        <translation> y </translation>
    </message>
</context>
<context>
    <name>FoundLine</name>
    <message>
        <source>and {0} more</source>
        <translation>y {0} más</translation>
    </message>
    <message>
        <source>Found in the text:</source>
        <translation>En el texto:</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Shortcuts</source>
        <translation>Atajos</translation>
    </message>
    <message>
        <source>Dimmed and in brackets is what cannot be done right now on the page that is shown. Keys marked with • act while a list has the keyboard.</source>
        <translation>Atenuado y entre paréntesis está lo que no se puede hacer ahora en la página que se ve. Las teclas con • funcionan mientras una lista tiene el teclado.</translation>
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
    <name>ImportSheet</name>
    <message>
        <source>Import a file of {0}</source>
        <translation>Importar un archivo de {0}</translation>
    </message>
    <message>
        <source>JSON, JSON Lines, or CSV in UTF-8 whose first line names the columns. It is read to its end before anything of it is kept; what a webhook has told stays one fact.</source>
        <translation>JSON, JSON Lines o CSV en UTF-8 cuya primera línea nombra las columnas. Se lee hasta el final antes de guardar nada; lo que un webhook ya informó sigue siendo un solo hecho.</translation>
    </message>
    <message>
        <source>Entries of the file</source>
        <translation>Registros del archivo</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Elegir un archivo…</translation>
    </message>
    <message>
        <source>Files of transactions</source>
        <translation>Archivos de transacciones</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>File to import</source>
        <translation>Archivo por importar</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>Leyendo {0}…</translation>
    </message>
    <message>
        <source>{0} of {1} entries</source>
        <translation>{0} de {1} registros</translation>
    </message>
</context>
<context>
    <name>Inspected</name>
    <message>
        <source>(a secret, not shown)</source>
        <translation>(secreto, no se muestra)</translation>
    </message>
    <message>
        <source>(perhaps a secret, not shown)</source>
        <translation>(quizá un secreto; no se muestra)</translation>
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
        <source>the body was let go for want of room</source>
        <translation>el cuerpo se descartó por falta de espacio</translation>
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
        <source>Sender's bank</source>
        <translation>Banco ordenante</translation>
    </message>
    <message>
        <source>Beneficiary's bank</source>
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
        <source>digit ok</source>
        <translation>dígito correcto</translation>
    </message>
    <message>
        <source>digit wrong</source>
        <translation>dígito incorrecto</translation>
    </message>
    <message>
        <source>no hash yet: only sent when complete</source>
        <translation>sin hash todavía: solo se envía al completarse</translation>
    </message>
    <message>
        <source>CEP</source>
        <translation>CEP</translation>
    </message>
    <message>
        <source>CEP card</source>
        <translation>Tarjeta CEP</translation>
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
        <source>Copy summary</source>
        <translation>Copiar resumen</translation>
    </message>
    <message>
        <source>Close the inspector</source>
        <translation>Cerrar el inspector</translation>
    </message>
    <message>
        <source>summary</source>
        <translation>resumen</translation>
    </message>
</context>
<context>
    <name>InspectorBody</name>
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
        <translation>Encabezados</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verificación</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>Relacionadas</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Línea de tiempo</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Parts of the inspector</source>
        <translation>Partes del inspector</translation>
    </message>
    <message>
        <source>Hidden by the privacy screen</source>
        <translation>Oculto por la pantalla de privacidad</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
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
    <name>JsonTree</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Red</source>
        <translation>Rojo</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Naranja</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Amarillo</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Turquesa</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Morado</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>Hidden by the privacy screen</source>
        <translation>Oculto por la pantalla de privacidad</translation>
    </message>
    <message>
        <source>Note by {0}</source>
        <translation>Nota de {0}</translation>
    </message>
    <message>
        <source>{0} · {1}, linked by {2}</source>
        <translation>{0} · {1}, vinculado por {2}</translation>
    </message>
    <message>
        <source>tx hash</source>
        <translation>hash</translation>
    </message>
    <message>
        <source>clave de rastreo</source>
        <translation>clave de rastreo</translation>
    </message>
    <message>
        <source>equal amount</source>
        <translation>mismo monto</translation>
    </message>
    <message>
        <source>end to end {0}</source>
        <translation>de extremo a extremo {0}</translation>
    </message>
    <message>
        <source>difference of amount {0}</source>
        <translation>diferencia de monto {0}</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Quit and stop receiving?</source>
        <translation>¿Salir y dejar de recibir?</translation>
    </message>
    <message>
        <source>While Acuse is not running, nothing comes in. Most providers try again for a while; what they give up on has to be fetched later, under Connections.</source>
        <translation>Mientras Acuse no esté abierto, no llega nada. Casi todos los proveedores reintentan un tiempo; lo que abandonen hay que traerlo después, en Conexiones.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Go on receiving</source>
        <translation>Seguir recibiendo</translation>
    </message>
    <message>
        <source>Acuse goes on receiving</source>
        <translation>Acuse sigue recibiendo</translation>
    </message>
    <message>
        <source>The window closes, and the icon beside the clock stays: it shows whether deliveries come in, opens the window again, and quits. You can change this under Settings.</source>
        <translation>La ventana se cierra y el icono junto al reloj se queda: muestra si llegan entregas, vuelve a abrir la ventana y permite salir. Se cambia en Configuración.</translation>
    </message>
    <message>
        <source>Quit instead</source>
        <translation>Mejor salir</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Cerrar la ventana</translation>
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
    <name>Lifeline</name>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>Relacionadas</translation>
    </message>
    <message>
        <source>no transaction of the same money is known</source>
        <translation>no se conoce otra transacción del mismo dinero</translation>
    </message>
</context>
<context>
    <name>LinkSheet</name>
    <message>
        <source>Open {0} in your browser?</source>
        <translation>¿Abrir {0} en su navegador?</translation>
    </message>
    <message>
        <source>The other side learns which payment you look at.</source>
        <translation>La otra parte sabrá qué pago está viendo.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar enlace</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>link</source>
        <translation>enlace</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
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
        <source>Looking further…</source>
        <translation>Se sigue buscando…</translation>
    </message>
    <message>
        <source>Nothing among the newest so far. Esc stops.</source>
        <translation>Hasta ahora nada entre lo más reciente. Esc detiene la búsqueda.</translation>
    </message>
    <message>
        <source>Stopped before anything was found</source>
        <translation>Se detuvo antes de encontrar algo</translation>
    </message>
    <message>
        <source>What is older was not looked through.</source>
        <translation>Lo más antiguo no se revisó.</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>{0} unread</source>
        <translation>{0} sin leer</translation>
    </message>
    <message>
        <source>{0} of {1} rows are selected, from the one at hand down.</source>
        <translation>Se seleccionaron {0} de {1} filas, de la actual hacia abajo.</translation>
    </message>
    <message>
        <source>None among the next {0} rows</source>
        <translation>Ninguna entre las siguientes {0} filas</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Export what is filtered… (Ctrl+E)</source>
        <translation>Exportar lo filtrado… (Ctrl+E)</translation>
    </message>
</context>
<context>
    <name>LooksPanel</name>
    <message>
        <source>Looks and times</source>
        <translation>Apariencia y horarios</translation>
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
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zona horaria</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
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
        <source>High contrast</source>
        <translation>Contraste alto</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Cómodas</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Compactas</translation>
    </message>
    <message>
        <source>Single letters act in lists (F1 shows them)</source>
        <translation>Las teclas de una letra actúan en las listas (F1 las muestra)</translation>
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
        <source>Recent</source>
        <translation>Reciente</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>same date</source>
        <translation>misma fecha</translation>
    </message>
    <message>
        <source>{0} + {1}</source>
        <translation>{0} + {1}</translation>
    </message>
    <message>
        <source>{0}
in {1}</source>
        <translation>{0}
en {1}</translation>
    </message>
    <message>
        <source>same amount</source>
        <translation>mismo monto</translation>
    </message>
    <message>
        <source>opened before</source>
        <translation>abierta antes</translation>
    </message>
    <message>
        <source>its payload holds “{0}”</source>
        <translation>su payload contiene «{0}»</translation>
    </message>
    <message>
        <source>transaction {0}</source>
        <translation>transacción {0}</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>{0} begins with {1}</source>
        <translation>{0} empieza con {1}</translation>
    </message>
    <message>
        <source>{0} ends with {1}</source>
        <translation>{0} termina en {1}</translation>
    </message>
    <message>
        <source>{0} holds {1}</source>
        <translation>{0} contiene {1}</translation>
    </message>
    <message>
        <source>{0} could be it</source>
        <translation>{0} podría ser</translation>
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
        <source>↵ open · Ctrl ↵ own window · ↑ ↓ choose · Esc close · searched {0} deliveries in {1}</source>
        <translation>↵ abrir · Ctrl ↵ ventana propia · ↑ ↓ elegir · Esc cerrar · se buscó en {0} entregas en {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n still being indexed</source>
        <translation>
            <numerusform>falta %n por indexar</numerusform>
            <numerusform>faltan %n por indexar</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
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
        <source>Changed last:</source>
        <translation>Últimos cambios:</translation>
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
        <source>Taken back: {0}</source>
        <translation>Deshecho: {0}</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>Rehecho: {0}</translation>
    </message>
    <message>
        <source>Acuse made a mistake</source>
        <translation>Acuse cometió un error</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
</context>
<context>
    <name>MiniWindow</name>
    <message>
        <source>Acuse — mini</source>
        <translation>Acuse — mini</translation>
    </message>
    <message>
        <source>Attention {0}</source>
        <translation>Atención {0}</translation>
    </message>
    <message>
        <source>Last delivery {0}</source>
        <translation>Última entrega {0}</translation>
    </message>
    <message>
        <source>No delivery yet</source>
        <translation>Aún sin entregas</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Recibiendo</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Sin acceso</translation>
    </message>
    <message>
        <source>Cannot store</source>
        <translation>No se puede guardar</translation>
    </message>
    <message>
        <source>Open Acuse</source>
        <translation>Abrir Acuse</translation>
    </message>
</context>
<context>
    <name>Nameless</name>
    <message>
        <source>digest {0}…</source>
        <translation>huella {0}…</translation>
    </message>
    <message>
        <source>names no transaction: kept under the digest of its body</source>
        <translation>no nombra ninguna transacción: se guarda con la huella de su cuerpo</translation>
    </message>
</context>
<context>
    <name>NewsPill</name>
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
    <name>NgrokForm</name>
    <message>
        <source>Authtoken</source>
        <translation>Authtoken</translation>
    </message>
    <message>
        <source>ngrok's dashboard shows it.</source>
        <translation>El panel de ngrok lo muestra.</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Dominio</translation>
    </message>
    <message>
        <source>empty takes any</source>
        <translation>vacío toma cualquiera</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>{0} · edited</source>
        <translation>{0} · editada</translation>
    </message>
    <message>
        <source>{0}
edited by {1}, {2}</source>
        <translation>{0}
editada por {1}, {2}</translation>
    </message>
    <message>
        <source>delivery {0}</source>
        <translation>entrega {0}</translation>
    </message>
    <message>
        <source>Hidden by the privacy screen</source>
        <translation>Oculto por la pantalla de privacidad</translation>
    </message>
    <message>
        <source>Change this note</source>
        <translation>Cambiar esta nota</translation>
    </message>
    <message>
        <source>Remove this note</source>
        <translation>Quitar esta nota</translation>
    </message>
</context>
<context>
    <name>NoteSheet</name>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>NotesPane</name>
    <message>
        <source>Marked</source>
        <translation>Marcada</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marcar</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Note changed</source>
        <translation>Nota cambiada</translation>
    </message>
    <message>
        <source>Note added</source>
        <translation>Nota agregada</translation>
    </message>
    <message>
        <source>Note removed</source>
        <translation>Nota quitada</translation>
    </message>
    <message>
        <source>Change note</source>
        <translation>Cambiar nota</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Agregar nota</translation>
    </message>
    <message>
        <source>No notes yet. What you write here stays on this machine, with your name.</source>
        <translation>Aún no hay notas. Lo que escriba aquí se queda en este equipo, con su nombre.</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>Nota nueva</translation>
    </message>
    <message>
        <source>What should the next person know?</source>
        <translation>¿Qué debe saber la siguiente persona?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Ctrl+Enter saves</source>
        <translation>Ctrl+Enter guarda</translation>
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
    <name>Onward</name>
    <message>
        <source>not sent: choose it at Banxico</source>
        <translation>no se envió: elíjalo en Banxico</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
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
        <source>Sending bank</source>
        <translation>Banco emisor</translation>
    </message>
    <message>
        <source>Receiving bank</source>
        <translation>Banco receptor</translation>
    </message>
    <message>
        <source>Beneficiary account</source>
        <translation>Cuenta beneficiaria</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Monto</translation>
    </message>
    <message>
        <source>no longer available since {0}</source>
        <translation>no disponible desde el {0}</translation>
    </message>
    <message>
        <source>available until {0}</source>
        <translation>disponible hasta el {0}</translation>
    </message>
</context>
<context>
    <name>OutageNotice</name>
    <message>
        <source>Off {0}–{1}: {2}, {3}</source>
        <translation>Fuera de servicio {0}–{1}: {2}, {3}</translation>
    </message>
    <message>
        <source>Asleep {0}–{1}: {2}, {3}</source>
        <translation>En suspensión {0}–{1}: {2}, {3}</translation>
    </message>
    <message>
        <source>Asked: {0}</source>
        <translation>Se preguntó a: {0}</translation>
    </message>
    <message>
        <source>{0} did not answer to the end. {1}</source>
        <translation>{0} no respondió hasta el final. {1}</translation>
    </message>
    <message>
        <source>Show what had no webhook</source>
        <translation>Mostrar lo que no tuvo webhook</translation>
    </message>
</context>
<context>
    <name>OwnWindow</name>
    <message>
        <source>Acuse — transaction</source>
        <translation>Acuse — transacción</translation>
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
    <name>PrivacyPanel</name>
    <message>
        <source>Privacy</source>
        <translation>Privacidad</translation>
    </message>
    <message>
        <source>Mask personal data on the screen now (X)</source>
        <translation>Ocultar ahora los datos personales en pantalla (X)</translation>
    </message>
    <message>
        <source>Start with the screen masked</source>
        <translation>Empezar con la pantalla de privacidad activa</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Pantalla</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>Portapapeles</translation>
    </message>
    <message>
        <source>What was copied is taken off the clipboard</source>
        <translation>Cuándo se borra lo copiado del portapapeles</translation>
    </message>
    <message>
        <source>is never cleared</source>
        <translation>no se borra nunca</translation>
    </message>
    <message>
        <source>also while nothing is masked</source>
        <translation>también con los datos a la vista</translation>
    </message>
    <message>
        <source>is cleared after {0}</source>
        <translation>se borra después de {0}</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>Se ocultan</translation>
    </message>
    <message>
        <source>Names, accounts, CLABEs, addresses, notes, tags and the words of references: on every page, in the lookup and in filters, when hovering, for screen readers and in what is copied.</source>
        <translation>Nombres, cuentas, CLABE, direcciones, notas, etiquetas y las palabras de las referencias: en todas las páginas, en la búsqueda y los filtros, al pasar el ratón, para lectores de pantalla y en lo que se copia.</translation>
    </message>
    <message>
        <source>Left as it is</source>
        <translation>Quedan a la vista</translation>
    </message>
    <message>
        <source>Amounts, statuses, times, banks and the ids that providers give.</source>
        <translation>Importes, estados, horas, bancos y los identificadores que dan los proveedores.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Never hold personal data, masked or not: the provider, what, how many.</source>
        <translation>Nunca llevan datos personales, ocultos o no: el proveedor, qué pasó y cuántas veces.</translation>
    </message>
</context>
<context>
    <name>Probe</name>
    <message>
        <source>what comes in was changed on its way</source>
        <translation>lo que llega se modificó en el camino</translation>
    </message>
    <message>
        <source>does not come in here</source>
        <translation>no llega hasta aquí</translation>
    </message>
    <message>
        <source>comes in here</source>
        <translation>llega hasta aquí</translation>
    </message>
    <message>
        <source>the source address is hidden</source>
        <translation>la dirección de origen está oculta</translation>
    </message>
    <message>
        <source>source in {0}</source>
        <translation>origen en {0}</translation>
    </message>
    <message>
        <source>tunnel: stopped, start it under Change…</source>
        <translation>túnel: detenido; inícielo en Cambiar…</translation>
    </message>
    <message>
        <source>tunnel: starting</source>
        <translation>túnel: iniciando</translation>
    </message>
    <message>
        <source>tunnel: open</source>
        <translation>túnel: abierto</translation>
    </message>
    <message>
        <source>tunnel: ended, starts again soon</source>
        <translation>túnel: terminó, se reinicia en breve</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Apagado</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierto</translation>
    </message>
    <message>
        <source>Ended, starts again soon</source>
        <translation>Terminó, se reinicia pronto</translation>
    </message>
</context>
<context>
    <name>ProxySheet</name>
    <message>
        <source>A tunnel or reverse proxy hides where a delivery came from. If it writes the source into a header, name the proxy here: its header then counts, and nobody else's. Of several hops the last one that is no proxy of yours is believed.</source>
        <translation>Un túnel o proxy inverso oculta de dónde vino una entrega. Si escribe el origen en un encabezado, nombre aquí el proxy: entonces cuenta su encabezado, y el de nadie más. De varios saltos se cree el último que no es un proxy suyo.</translation>
    </message>
    <message>
        <source>Trusted proxies</source>
        <translation>Proxies de confianza</translation>
    </message>
    <message>
        <source>Believe these proxies about where deliveries come from</source>
        <translation>Creer a estos proxies de dónde vienen las entregas</translation>
    </message>
    <message>
        <source>Addresses of the proxies</source>
        <translation>Direcciones de los proxies</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Encabezado</translation>
    </message>
    <message>
        <source>Proxies</source>
        <translation>Proxies</translation>
    </message>
    <message>
        <source>Whoever can reach the receiver from these addresses can name any source. A proxy on this computer is 127.0.0.1; it must set the header itself and drop what came in.</source>
        <translation>Quien alcance el receptor desde estas direcciones puede nombrar cualquier origen. Un proxy en esta computadora es 127.0.0.1; debe poner él mismo el encabezado y descartar el que venía.</translation>
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
    <name>RangeChips</name>
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
        <source>90 d</source>
        <translation>90 d</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 año</translation>
    </message>
    <message>
        <source>The last {0}</source>
        <translation>Últimos {0}</translation>
    </message>
    <message>
        <source>From–to…</source>
        <translation>Desde–hasta…</translation>
    </message>
    <message>
        <source>From one day to another</source>
        <translation>De un día a otro</translation>
    </message>
</context>
<context>
    <name>RawForms</name>
    <message>
        <source>Body as a tree</source>
        <translation>Cuerpo en árbol</translation>
    </message>
    <message>
        <source>Changes since the delivery before</source>
        <translation>Cambios desde la entrega anterior</translation>
    </message>
    <message>
        <source>This body is no JSON: see its text.</source>
        <translation>Este cuerpo no es JSON: vea su texto.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Árbol</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>There is no delivery of this transaction before this one.</source>
        <translation>No hay una entrega anterior de esta transacción.</translation>
    </message>
    <message>
        <source>One of the two bodies is no JSON, so they cannot be compared.</source>
        <translation>Uno de los dos cuerpos no es JSON; no se pueden comparar.</translation>
    </message>
    <message>
        <source>The same as in the delivery before.</source>
        <translation>Igual que en la entrega anterior.</translation>
    </message>
    <message>
        <source>new: {0}</source>
        <translation>nuevo: {0}</translation>
    </message>
    <message>
        <source>gone: {0}</source>
        <translation>ya no está: {0}</translation>
    </message>
    <message>
        <source>changed: {0}</source>
        <translation>cambió: {0}</translation>
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
        <source>Probe</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Go out to the public address and look whether it comes in here</source>
        <translation>Salir a la dirección pública y ver si llega hasta aquí</translation>
    </message>
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
    <message>
        <source>What comes in was changed on its way</source>
        <translation>Lo que llega se modificó en el camino</translation>
    </message>
    <message>
        <source>Signatures fail then. Have the proxy hand bodies on as they are.</source>
        <translation>Así fallan las firmas. Haga que el proxy entregue los cuerpos tal como son.</translation>
    </message>
    <message>
        <source>Renew it in time: without it no provider delivers.</source>
        <translation>Renuévelo a tiempo: sin él ningún proveedor entrega.</translation>
    </message>
</context>
<context>
    <name>RedeliverySheet</name>
    <message>
        <source>Have {0} send again</source>
        <translation>Hacer que {0} envíe de nuevo</translation>
    </message>
    <message>
        <source>Events are kept for 60 days and sent again in parts of up to three days. What arrives twice is one fact. Where this is asked is printed nowhere: enter the paths that the provider gave you.</source>
        <translation>Los eventos se guardan 60 días y se envían de nuevo en partes de hasta tres días. Lo que llega dos veces es un solo hecho. Dónde se pide no está publicado: capture las rutas que le dio el proveedor.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Contar</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de nuevo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todos</translation>
    </message>
    <message>
        <source>{0} gave me these paths</source>
        <translation>{0} me dio estas rutas</translation>
    </message>
    <message>
        <source>{0} was asked to send it again</source>
        <translation>Se pidió a {0} que lo envíe de nuevo</translation>
    </message>
    <message>
        <source>It arrives like every other delivery.</source>
        <translation>Llega como cualquier otra entrega.</translation>
    </message>
    <message>
        <source>This would be sent again</source>
        <translation>Esto se enviaría de nuevo</translation>
    </message>
    <message>
        <source>Nothing has been sent yet.</source>
        <translation>Todavía no se ha enviado nada.</translation>
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
        <source>This changes more than our callback</source>
        <translation>Esto cambia más que nuestra URL de notificación</translation>
    </message>
    <message>
        <source>It replaces every callback URL of the account: add the others before you send it yourself. The same settings hold require_mfa, and no way to read them first is documented: look at both in the dashboard afterwards.</source>
        <translation>Reemplaza todas las URL de notificación de la cuenta: agregue las demás antes de enviarla usted. Los mismos ajustes contienen require_mfa y no está documentado cómo leerlos antes: revise ambos en el panel después.</translation>
    </message>
    <message>
        <source>{0} will send its webhooks to this address.</source>
        <translation>{0} enviará sus webhooks a esta dirección.</translation>
    </message>
    <message>
        <source>Acuse shows this request and does not send it.</source>
        <translation>Acuse muestra esta solicitud y no la envía.</translation>
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
    <message>
        <source>List callbacks…</source>
        <translation>Listar URL de notificación…</translation>
    </message>
</context>
<context>
    <name>RejectionsPanel</name>
    <message>
        <source>Rejections by cause</source>
        <translation>Rechazos por causa</translation>
    </message>
    <message>
        <source>Everything that arrived was taken in.</source>
        <translation>Todo lo que llegó se aceptó.</translation>
    </message>
    <message>
        <source>Provider · cause</source>
        <translation>Proveedor · causa</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Entregas</translation>
    </message>
</context>
<context>
    <name>RemoteCallbacks</name>
    <message>
        <source>Callbacks registered at {0}</source>
        <translation>URL de notificación registradas en {0}</translation>
    </message>
    <message>
        <source>Name of the provider</source>
        <translation>Nombre del proveedor</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Solicitud</translation>
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
        <source>Lead here</source>
        <translation>Traer aquí</translation>
    </message>
    <message>
        <source>Have this callback lead to our public address</source>
        <translation>Hacer que este callback lleve a nuestra dirección pública</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Have callback #{0} lead here?</source>
        <translation>¿Traer aquí la notificación #{0}?</translation>
    </message>
    <message>
        <source>Have it lead here</source>
        <translation>Traerla aquí</translation>
    </message>
    <message>
        <source>Callback #{0} leads here now.</source>
        <translation>El callback n.º {0} ahora lleva aquí.</translation>
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
        <source>Type {0} to delete it</source>
        <translation>Escriba {0} para eliminarlo</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Eliminarla</translation>
    </message>
    <message>
        <source>Callback #{0} is deleted.</source>
        <translation>Se eliminó la notificación n.º {0}.</translation>
    </message>
    <message>
        <source>leads here</source>
        <translation>lleva aquí</translation>
    </message>
    <message>
        <source>ours, old address</source>
        <translation>nuestro, dirección anterior</translation>
    </message>
    <message>
        <source>somewhere else</source>
        <translation>a otra parte</translation>
    </message>
</context>
<context>
    <name>Reordering</name>
    <message>
        <source>Sort anew: what is chosen stays chosen (F5)</source>
        <translation>Volver a ordenar; lo elegido sigue elegido (F5)</translation>
    </message>
    <message numerus="yes">
        <source>Order changed: %n</source>
        <translation>
            <numerusform>Cambió el orden: %n</numerusform>
            <numerusform>Cambió el orden: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionSheet</name>
    <message>
        <source>How long deliveries are kept</source>
        <translation>Cuánto tiempo se conservan las entregas</translation>
    </message>
    <message>
        <source>Nothing is deleted by itself. What is older than you say is deleted when you press the button, after a backup of all of it was written. A second copy still holds it.</source>
        <translation>Nada se borra solo. Lo anterior a lo que indique se borra cuando presione el botón, después de escribir una copia de seguridad de todo. La segunda copia aún lo conserva.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Delete older…</source>
        <translation>Borrar lo anterior…</translation>
    </message>
    <message>
        <source>all are kept</source>
        <translation>se conservan todas</translation>
    </message>
    <message>
        <source>none is older</source>
        <translation>ninguna es anterior</translation>
    </message>
    <message>
        <source>{0} are older, {1} to {2}; {3} stay</source>
        <translation>{0} son anteriores, del {1} al {2}; quedan {3}</translation>
    </message>
    <message>
        <source>Back up to, before deleting</source>
        <translation>Respaldar en, antes de borrar</translation>
    </message>
    <message>
        <source>Deleting what is older</source>
        <translation>Borrando lo anterior</translation>
    </message>
    <message numerus="yes">
        <source>%n deliveries were deleted; the store of before is in {0}.</source>
        <translation>
            <numerusform>Se borró %n entrega; el almacén de antes está en {0}.</numerusform>
            <numerusform>Se borraron %n entregas; el almacén de antes está en {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>siempre</translation>
    </message>
    <message>
        <source> days</source>
        <translation> días</translation>
    </message>
    <message>
        <source>Days that {0} is kept</source>
        <translation>Días que se conserva {0}</translation>
    </message>
</context>
<context>
    <name>RowCopies</name>
    <message numerus="yes">
        <source>%n rows as {0}</source>
        <translation>
            <numerusform>%n fila como {0}</numerusform>
            <numerusform>%n filas como {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, masked as they are shown</source>
        <translation>{0}, enmascaradas como se ven</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>body</source>
        <translation>cuerpo</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copiar como texto</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Copiar como Markdown</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Copiar como JSON</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Copiar como CSV</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Copiar id</translation>
    </message>
    <message>
        <source>Copy answer for the customer</source>
        <translation>Copiar la respuesta para el cliente</translation>
    </message>
    <message>
        <source>Copy body</source>
        <translation>Copiar cuerpo</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marcar</translation>
    </message>
    <message>
        <source>Add a tag…</source>
        <translation>Agregar etiqueta…</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>Abrir en su propia ventana</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Columnas…</translation>
    </message>
    <message>
        <source>Copy CLABE</source>
        <translation>Copiar CLABE</translation>
    </message>
    <message>
        <source>CLABE</source>
        <translation>CLABE</translation>
    </message>
    <message>
        <source>Copy tx hash</source>
        <translation>Copiar hash</translation>
    </message>
    <message>
        <source>tx hash</source>
        <translation>tx hash</translation>
    </message>
</context>
<context>
    <name>RunSheet</name>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>RunningPanel</name>
    <message>
        <source>In the background</source>
        <translation>En segundo plano</translation>
    </message>
    <message>
        <source>Closing the window keeps Acuse receiving, in the tray</source>
        <translation>Al cerrar la ventana, Acuse sigue recibiendo junto al reloj</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Horas de silencio</translation>
    </message>
    <message>
        <source>On the desktop, when something needs you</source>
        <translation>En el escritorio, cuando algo requiera su atención</translation>
    </message>
    <message>
        <source>Notifications say which provider, what and how many; never a name or an amount.</source>
        <translation>Los avisos dicen qué proveedor, qué y cuántos; nunca un nombre ni un monto.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Notify about</source>
        <translation>Avisar de</translation>
    </message>
    <message>
        <source>Notify about {0}</source>
        <translation>Avisar de {0}</translation>
    </message>
    <message>
        <source>Silent between</source>
        <translation>Sin avisos entre las</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Silencio desde</translation>
    </message>
    <message>
        <source>until</source>
        <translation>hasta</translation>
    </message>
    <message>
        <source>and</source>
        <translation>y las</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
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
        <source>Licences…</source>
        <translation>Licencias…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
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
        <source>Save this filter as a view</source>
        <translation>Guardar este filtro como vista</translation>
    </message>
    <message>
        <source>Next saved view</source>
        <translation>Siguiente vista guardada</translation>
    </message>
    <message>
        <source>Previous saved view</source>
        <translation>Vista guardada anterior</translation>
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
        <source>Take back</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Rehacer lo deshecho</translation>
    </message>
    <message>
        <source>Export what is filtered</source>
        <translation>Exportar lo filtrado</translation>
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
        <source>Larger (also Ctrl and the wheel)</source>
        <translation>Más grande (también Ctrl y la rueda)</translation>
    </message>
    <message>
        <source>Smaller (also Ctrl and the wheel)</source>
        <translation>Más pequeño (también Ctrl y la rueda)</translation>
    </message>
    <message>
        <source>As large as usual</source>
        <translation>Tamaño normal</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>Todos los comandos</translation>
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
        <source>First steps</source>
        <translation>Primeros pasos</translation>
    </message>
    <message>
        <source>Errors of this run</source>
        <translation>Errores de esta sesión</translation>
    </message>
    <message>
        <source>About Acuse</source>
        <translation>Acerca de Acuse</translation>
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
        <source>Next marked or labelled row</source>
        <translation>Siguiente fila con marca o color</translation>
    </message>
    <message>
        <source>Previous marked or labelled row</source>
        <translation>Fila anterior con marca o color</translation>
    </message>
    <message>
        <source>Copy the id</source>
        <translation>Copiar el id</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Ir</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Transacción</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Atención</translation>
    </message>
    <message>
        <source>Open the menu</source>
        <translation>Abrir el menú</translation>
    </message>
    <message>
        <source>Mini window</source>
        <translation>Ventana pequeña</translation>
    </message>
    <message>
        <source>Copy the selected rows as text</source>
        <translation>Copiar las filas seleccionadas como texto</translation>
    </message>
    <message>
        <source>Copy the selected rows as Markdown</source>
        <translation>Copiar las filas seleccionadas como Markdown</translation>
    </message>
    <message>
        <source>Choose the columns</source>
        <translation>Elegir las columnas</translation>
    </message>
    <message>
        <source>What needs attention first, or the newest</source>
        <translation>Primero lo que necesita atención, o lo más nuevo</translation>
    </message>
    <message>
        <source>Next row (also ↓)</source>
        <translation>Fila siguiente (también ↓)</translation>
    </message>
    <message>
        <source>Previous row (also ↑)</source>
        <translation>Fila anterior (también ↑)</translation>
    </message>
    <message>
        <source>Mark everything as read</source>
        <translation>Marcar todo como leído</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>Abrir en su propia ventana</translation>
    </message>
    <message>
        <source>Next hit of the search in a body</source>
        <translation>Siguiente coincidencia en un cuerpo</translation>
    </message>
    <message>
        <source>Previous hit of the search in a body</source>
        <translation>Coincidencia anterior en un cuerpo</translation>
    </message>
    <message>
        <source>Copy the answer for the customer</source>
        <translation>Copiar la respuesta para el cliente</translation>
    </message>
    <message>
        <source>Open the CEP, or the card with its values</source>
        <translation>Abrir el CEP, o la tarjeta con sus datos</translation>
    </message>
    <message>
        <source>Ask the provider about this transaction</source>
        <translation>Preguntar al proveedor por esta transacción</translation>
    </message>
    <message>
        <source>When something was, or how long ago</source>
        <translation>Cuándo fue algo o hace cuánto</translation>
    </message>
    <message>
        <source>Colour label {0}</source>
        <translation>Etiqueta de color {0}</translation>
    </message>
    <message>
        <source>Take the colour label away</source>
        <translation>Quitar la etiqueta de color</translation>
    </message>
    <message>
        <source>Open the block explorer</source>
        <translation>Abrir el explorador de bloques</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marcar</translation>
    </message>
    <message>
        <source>Colour labels; 0 takes them away</source>
        <translation>Etiquetas de color; 0 las quita</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Agregar una etiqueta</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Escribir una nota</translation>
    </message>
    <message>
        <source>Attention: acknowledge</source>
        <translation>Atención: reconocer</translation>
    </message>
    <message>
        <source>Attention: acknowledge with a note</source>
        <translation>Atención: reconocer con una nota</translation>
    </message>
    <message>
        <source>Attention: snooze for an hour</source>
        <translation>Atención: posponer una hora</translation>
    </message>
    <message>
        <source>Attention: snooze until…</source>
        <translation>Atención: posponer hasta…</translation>
    </message>
    <message>
        <source>Attention: resolve</source>
        <translation>Atención: resolver</translation>
    </message>
    <message>
        <source>Attention: verify again</source>
        <translation>Atención: verificar de nuevo</translation>
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
    <name>SshForm</name>
    <message>
        <source>Public address</source>
        <translation>Dirección pública</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>Port of ssh</source>
        <translation>Puerto de ssh</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Archivo de llave</translation>
    </message>
    <message>
        <source>empty leaves it to ssh</source>
        <translation>vacío lo deja a ssh</translation>
    </message>
    <message>
        <source>Port at the far end</source>
        <translation>Puerto en el otro extremo</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>The far end listens on its own loopback, behind a proxy with https there. Acuse keeps the connection alive, starts it again when it ends, and knows the server's key from a file of its own.</source>
        <translation>El otro extremo escucha en su propio loopback, detrás de un proxy con https. Acuse mantiene viva la conexión, la inicia de nuevo cuando termina y conoce la llave del servidor por un archivo propio.</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>Cannot store: {0}</source>
        <translation>No se puede guardar: {0}</translation>
    </message>
    <message>
        <source>What comes in cannot be kept.</source>
        <translation>Lo que llega no se puede guardar.</translation>
    </message>
    <message>
        <source>It goes on by itself once it can; providers try again.</source>
        <translation>Continúa solo en cuanto se pueda; los proveedores reintentan.</translation>
    </message>
    <message>
        <source>Not receiving: {0}</source>
        <translation>No recibe: {0}</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>detenido</translation>
    </message>
    <message>
        <source>Nothing comes in.</source>
        <translation>No llega nada.</translation>
    </message>
    <message>
        <source>Not reachable from outside. {0}</source>
        <translation>No se alcanza desde fuera. {0}</translation>
    </message>
    <message>
        <source>Providers cannot reach us.</source>
        <translation>Los proveedores no nos alcanzan.</translation>
    </message>
    <message>
        <source>Receiving on {0}:{1}</source>
        <translation>Recibiendo en {0}:{1}</translation>
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
        <source>Cannot store: {0}</source>
        <translation>No se puede guardar: {0}</translation>
    </message>
    <message>
        <source>Receiving, but nothing new is shown: {0}</source>
        <translation>Recibiendo, pero no se muestra nada nuevo: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errores</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} in this run</source>
        <translation>{0} en esta sesión</translation>
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
    <name>StepRow</name>
    <message>
        <source>{0}: done. {1}</source>
        <translation>{0}: hecho. {1}</translation>
    </message>
    <message>
        <source>{0}: open. {1}</source>
        <translation>{0}: pendiente. {1}</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>late</source>
        <translation>tardía</translation>
    </message>
    <message>
        <source>Arrival {0}</source>
        <translation>Llegada {0}</translation>
    </message>
    <message>
        <source>answered {0}</source>
        <translation>respondido {0}</translation>
    </message>
    <message>
        <source>time of arrival; the provider sends none</source>
        <translation>hora de llegada; el proveedor no envía ninguna</translation>
    </message>
    <message>
        <source>received {0} before the provider's own time</source>
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
        <source>{0} — usual {1} (p50), slow above {2} (p95), n = {3}</source>
        <translation>{0} — lo usual {1} (p50), lento arriba de {2} (p95), n = {3}</translation>
    </message>
    <message>
        <source>not delivered (normal for {0})</source>
        <translation>no entregado (normal en {0})</translation>
    </message>
    <message>
        <source>as sent: {0}</source>
        <translation>tal como se envió: {0}</translation>
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
    <name>StoreJob</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Copying: {0} of {1}</source>
        <translation>Copiando: {0} de {1}</translation>
    </message>
    <message>
        <source>Checking: delivery {0} of {1}</source>
        <translation>Revisando: entrega {0} de {1}</translation>
    </message>
    <message>
        <source>Deleting: looked at {0} of {1}</source>
        <translation>Borrando: revisadas {0} de {1}</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>No se cambió nada.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>StorePanel</name>
    <message>
        <source>Store</source>
        <translation>Almacén</translation>
    </message>
    <message>
        <source>{0} deliveries, {1} on disk</source>
        <translation>{0} entregas, {1} en disco</translation>
    </message>
    <message>
        <source>its first check is under way</source>
        <translation>su primera revisión está en curso</translation>
    </message>
    <message>
        <source>checked {0}</source>
        <translation>revisado {0}</translation>
    </message>
    <message>
        <source>In trouble</source>
        <translation>Con problemas</translation>
    </message>
    <message numerus="yes">
        <source>%n damaged</source>
        <translation>
            <numerusform>%n dañada</numerusform>
            <numerusform>%n dañadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>Íntegro</translation>
    </message>
    <message>
        <source>Cannot be written</source>
        <translation>No se puede escribir</translation>
    </message>
    <message>
        <source>Being copied</source>
        <translation>Copiándose</translation>
    </message>
    <message>
        <source>A restored backup takes its place when Acuse starts again</source>
        <translation>Una copia restaurada toma su lugar cuando Acuse arranque de nuevo</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>{0}, {1} deliveries, {2}</source>
        <translation>{0}, {1} entregas, {2}</translation>
    </message>
    <message>
        <source>Back up to</source>
        <translation>Respaldar en</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>Respaldando</translation>
    </message>
    <message>
        <source>{0} are in {1}.</source>
        <translation>{0} están en {1}.</translation>
    </message>
    <message>
        <source>Restore from</source>
        <translation>Restaurar desde</translation>
    </message>
    <message>
        <source>{0} were found whole in {1}. They take the place of the store when Acuse starts again. The present store is moved aside, not deleted, and what arrived since is brought over.</source>
        <translation>{0} están íntegras en {1}. Toman el lugar del almacén cuando Acuse arranque de nuevo. El almacén actual se aparta, no se borra, y se trae lo que llegó desde entonces.</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Restaurando</translation>
    </message>
    <message>
        <source>{0} deliveries ({1})</source>
        <translation>{0} entregas ({1})</translation>
    </message>
    <message numerus="yes">
        <source>%n of them damaged</source>
        <translation>
            <numerusform>%n de ellas dañada</numerusform>
            <numerusform>%n de ellas dañadas</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, {1},</source>
        <translation>{0}, {1},</translation>
    </message>
    <message>
        <source>Folder of the second copy</source>
        <translation>Carpeta de la segunda copia</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Contiene</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation>Respaldado</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>Respaldar…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Restaurar…</translation>
    </message>
    <message>
        <source>Retention…</source>
        <translation>Retención…</translation>
    </message>
    <message>
        <source>none; best a folder on another disk</source>
        <translation>ninguna; lo mejor es una carpeta en otro disco</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Choose the folder of the second copy</source>
        <translation>Elegir la carpeta de la segunda copia</translation>
    </message>
    <message>
        <source>Second copy</source>
        <translation>Segunda copia</translation>
    </message>
    <message>
        <source>Refuse deliveries while it cannot be written</source>
        <translation>Rechazar entregas mientras no se pueda escribir</translation>
    </message>
    <message>
        <source>Every delivery is written there too before it is acknowledged, so that a damaged store is rebuilt without losing any.</source>
        <translation>Cada entrega se escribe también ahí antes del acuse, para que un almacén dañado se reconstruya sin perder ninguna.</translation>
    </message>
</context>
<context>
    <name>Strokes</name>
    <message>
        <source>Tag the selected rows</source>
        <translation>Etiquetar las filas elegidas</translation>
    </message>
    <message numerus="yes">
        <source>A tag for %n rows</source>
        <translation>
            <numerusform>Una etiqueta para %n fila</numerusform>
            <numerusform>Una etiqueta para %n filas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message>
        <source>Add a tag</source>
        <translation>Agregar una etiqueta</translation>
    </message>
    <message>
        <source>Tag {0}: remove</source>
        <translation>Etiqueta {0}: quitar</translation>
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
        <source>the provider's answer to our question</source>
        <translation>la respuesta del proveedor a nuestra consulta</translation>
    </message>
    <message>
        <source>a file that was imported</source>
        <translation>un archivo importado</translation>
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
        <source>on the provider's list</source>
        <translation>en la lista del proveedor</translation>
    </message>
    <message>
        <source>not on the provider's list</source>
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
        <source>told twice and differently</source>
        <translation>contada dos veces y distinta</translation>
    </message>
    <message>
        <source>another transaction has the same hash</source>
        <translation>otra transacción tiene el mismo hash</translation>
    </message>
    <message>
        <source>event and content disagree</source>
        <translation>el evento y el contenido no coinciden</translation>
    </message>
    <message>
        <source>no webhook told of it</source>
        <translation>ningún webhook la avisó</translation>
    </message>
    <message>
        <source>the provider does not list it</source>
        <translation>el proveedor no lo lista</translation>
    </message>
    <message>
        <source>the provider says another status</source>
        <translation>el proveedor dice otro estado</translation>
    </message>
    <message>
        <source>the provider says another amount</source>
        <translation>el proveedor dice otro importe</translation>
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
        <source>Digest</source>
        <translation>Huella</translation>
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
        <translation>dddd d 'de' MMMM 'de' yyyy</translation>
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
        <source>{0} in all, at most {1} at a time</source>
        <translation>{0} en total, a lo más {1} a la vez</translation>
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
        <source>Nothing arrived in this span of time.</source>
        <translation>No llegó nada en este periodo.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Proveedor</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Columns by</source>
        <translation>Columnas por</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
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
        <source>Deliveries per hour</source>
        <translation>Entregas por hora</translation>
    </message>
    <message>
        <source>Deliveries per 2 hours</source>
        <translation>Entregas cada 2 horas</translation>
    </message>
    <message>
        <source>Deliveries per 6 hours</source>
        <translation>Entregas cada 6 horas</translation>
    </message>
    <message>
        <source>Deliveries per day</source>
        <translation>Entregas por día</translation>
    </message>
    <message>
        <source>Deliveries per week</source>
        <translation>Entregas por semana</translation>
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
        <source>Menu (F10)</source>
        <translation>Menú (F10)</translation>
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
        <source>Attention first</source>
        <translation>Atención primero</translation>
    </message>
    <message>
        <source>What needs a person comes first; otherwise the most recent</source>
        <translation>Primero lo que necesita a una persona; si no, lo más reciente</translation>
    </message>
    <message>
        <source>No transactions yet</source>
        <translation>Aún no hay transacciones</translation>
    </message>
    <message>
        <source>Each payment appears here with its timeline once its first delivery arrives.</source>
        <translation>Cada pago aparece aquí con su línea de tiempo cuando llega su primera entrega.</translation>
    </message>
    <message>
        <source>Connect a provider</source>
        <translation>Conectar un proveedor</translation>
    </message>
    <message>
        <source>{0} of {1} transactions match</source>
        <translation>{0} de {1} transacciones coinciden</translation>
    </message>
    <message>
        <source>{0} transactions</source>
        <translation>{0} transacciones</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Acuse</source>
        <translation>Abrir Acuse</translation>
    </message>
    <message>
        <source>Look anything up</source>
        <translation>Buscar cualquier cosa</translation>
    </message>
    <message>
        <source>Mini window</source>
        <translation>Ventana pequeña</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Atención</translation>
    </message>
    <message>
        <source>Privacy screen</source>
        <translation>Pantalla de privacidad</translation>
    </message>
    <message>
        <source>Pause notifications for an hour</source>
        <translation>Pausar notificaciones una hora</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Acuse: {0}</source>
        <translation>Acuse: {0}</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nada requiere su atención</translation>
    </message>
    <message numerus="yes">
        <source>%n things need you</source>
        <translation>
            <numerusform>%n asunto requiere su atención</numerusform>
            <numerusform>%n asuntos requieren su atención</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
</context>
<context>
    <name>UntilSheet</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>Explorer</source>
        <translation>Explorador</translation>
    </message>
    <message>
        <source>CEP</source>
        <translation>CEP</translation>
    </message>
    <message>
        <source>Contradiction</source>
        <translation>Contradicción</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Nothing more is expected.</source>
        <translation>No se espera nada más.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>More may follow; no money depends on it.</source>
        <translation>Puede haber más; ningún dinero depende de ello.</translation>
    </message>
    <message>
        <source>The end has not been told yet: promise nothing.</source>
        <translation>Aún no se sabe el final: no prometa nada.</translation>
    </message>
</context>
<context>
    <name>ViewFiles</name>
    <message>
        <source>Export views</source>
        <translation>Exportar vistas</translation>
    </message>
    <message>
        <source>Views of Acuse (*.json)</source>
        <translation>Vistas de Acuse (*.json)</translation>
    </message>
    <message>
        <source>The views are in {0}.</source>
        <translation>Las vistas están en {0}.</translation>
    </message>
    <message>
        <source>Import views</source>
        <translation>Importar vistas</translation>
    </message>
</context>
<context>
    <name>ViewTabs</name>
    <message>
        <source>Saved views</source>
        <translation>Vistas guardadas</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vistas</translation>
    </message>
    <message>
        <source>Save this filter as a view</source>
        <translation>Guardar este filtro como vista</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Guardar vista</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Move view</source>
        <translation>Mover vista</translation>
    </message>
    <message>
        <source>Save this filter as a view…</source>
        <translation>Guardar este filtro como vista…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renombrar…</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Mover a la izquierda</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Mover a la derecha</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Export views…</source>
        <translation>Exportar vistas…</translation>
    </message>
    <message>
        <source>Import views…</source>
        <translation>Importar vistas…</translation>
    </message>
    <message>
        <source>Rename the view</source>
        <translation>Renombrar la vista</translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation>Renombrar vista</translation>
    </message>
    <message>
        <source>Remove view</source>
        <translation>Quitar vista</translation>
    </message>
    <message>
        <source>Import views</source>
        <translation>Importar vistas</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
</context>
<context>
    <name>WayIn</name>
    <message>
        <source>The tunnel ended: providers cannot reach this computer</source>
        <translation>El túnel terminó: los proveedores no pueden llegar a esta computadora</translation>
    </message>
    <message>
        <source>The tunnel is open</source>
        <translation>El túnel está abierto</translation>
    </message>
    <message>
        <source>{0} delivers to an address that is no longer ours</source>
        <translation>{0} entrega a una dirección que ya no es nuestra</translation>
    </message>
    <message>
        <source>Register again…</source>
        <translation>Registrar de nuevo…</translation>
    </message>
</context>
<context>
    <name>WindowNotice</name>
    <message>
        <source>{0}. What was received is safe; what you see may be incomplete.</source>
        <translation>{0}. Lo recibido está a salvo; lo que ve puede estar incompleto.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalles</translation>
    </message>
    <message>
        <source>Acuse made a mistake the last time it ran</source>
        <translation>Acuse tuvo un error la última vez que se usó</translation>
    </message>
    <message>
        <source>A report was saved on this computer; it holds nothing that was received.</source>
        <translation>Se guardó un informe en este equipo; no contiene nada de lo recibido.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copiar el informe</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Eliminarla</translation>
    </message>
    <message>
        <source>This is sample data: nothing here is real</source>
        <translation>Son datos de ejemplo: nada aquí es real</translation>
    </message>
    <message>
        <source>Five made-up providers deliver to a store of its own.</source>
        <translation>Cinco proveedores inventados entregan a un almacén aparte.</translation>
    </message>
    <message>
        <source>Leave the sample data</source>
        <translation>Salir de los datos de ejemplo</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>Marked</source>
        <translation>Marcada</translation>
    </message>
    <message>
        <source>Mark taken away</source>
        <translation>Marca quitada</translation>
    </message>
    <message>
        <source>Label taken away</source>
        <translation>Color quitado</translation>
    </message>
    <message>
        <source>Labelled {0}</source>
        <translation>Color: {0}</translation>
    </message>
    <message>
        <source>Tag added</source>
        <translation>Etiqueta agregada</translation>
    </message>
    <message>
        <source>Tag taken away</source>
        <translation>Etiqueta quitada</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Sin color</translation>
    </message>
    <message>
        <source>{0} · Ctrl+Z takes it back</source>
        <translation>{0} · Ctrl+Z lo deshace</translation>
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
    <name>_Counted</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n abierta</numerusform>
            <numerusform>%n abiertas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Words</name>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Acuse: something needs you</source>
        <translation>Acuse: algo requiere su atención</translation>
    </message>
    <message numerus="yes">
        <source>%n deliveries in quarantine</source>
        <translation>
            <numerusform>%n entrega en cuarentena</numerusform>
            <numerusform>%n entregas en cuarentena</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deliveries wait for their key</source>
        <translation>
            <numerusform>%n entrega espera su llave</numerusform>
            <numerusform>%n entregas esperan su llave</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deliveries cannot be read</source>
        <translation>
            <numerusform>%n entrega no se puede leer</numerusform>
            <numerusform>%n entregas no se pueden leer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions differ at the provider</source>
        <translation>
            <numerusform>%n transacción difiere con el proveedor</numerusform>
            <numerusform>%n transacciones difieren con el proveedor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions contradict themselves</source>
        <translation>
            <numerusform>%n transacción se contradice</numerusform>
            <numerusform>%n transacciones se contradicen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions failed</source>
        <translation>
            <numerusform>%n transacción falló</numerusform>
            <numerusform>%n transacciones fallaron</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n × {0}</source>
        <translation>
            <numerusform>%n × {0}</numerusform>
            <numerusform>%n × {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>Acuse receives again</source>
        <translation>Acuse vuelve a recibir</translation>
    </message>
    <message>
        <source>Deliveries come in and are kept.</source>
        <translation>Las entregas llegan y se guardan.</translation>
    </message>
    <message>
        <source>Providers cannot reach Acuse</source>
        <translation>Los proveedores no alcanzan a Acuse</translation>
    </message>
    <message>
        <source>Nothing comes in until that is mended; most providers try again.</source>
        <translation>Nada llega hasta que se arregle; casi todos los proveedores reintentan.</translation>
    </message>
    <message>
        <source>Acuse cannot store deliveries</source>
        <translation>Acuse no puede guardar entregas</translation>
    </message>
    <message>
        <source>They are refused, and nothing is acknowledged. Providers try again.</source>
        <translation>Se rechazan y no se acusa nada. Los proveedores reintentan.</translation>
    </message>
</context>
</TS>
