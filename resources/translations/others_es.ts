<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_MX">
    <context>
        <name>Providers</name>
        <message>
            <source>A complete withdrawal may still fail; the money then comes back as a funding of its own.</source>
            <translation>Un retiro completado aún puede fallar; el dinero regresa entonces como un fondeo aparte.</translation>
        </message>
        <message>
            <source>A payment may go back: a chargeback that is won returns to the status before.</source>
            <translation>Un pago puede retroceder: un contracargo ganado vuelve al estado anterior.</translation>
        </message>
        <message>
            <source>A quote that could not be created has no id: it is kept under the digest of its body.</source>
            <translation>Una cotización que no se pudo crear no tiene id: se guarda con la huella de su cuerpo.</translation>
        </message>
        <message>
            <source>A signature covers the payload only, not the name of the event beside it.</source>
            <translation>La firma cubre solo el payload, no el nombre del evento que lo acompaña.</translation>
        </message>
        <message>
            <source>API key</source>
            <translation>Clave de API</translation>
        </message>
        <message>
            <source>API secret</source>
            <translation>Secreto de API</translation>
        </message>
        <message>
            <source>Account id</source>
            <translation>Id de la cuenta</translation>
        </message>
        <message>
            <source>All proofs that are entered here must pass; set the same ones at Yuno.</source>
            <translation>Todas las pruebas capturadas aquí deben pasar; defina las mismas en Yuno.</translation>
        </message>
        <message>
            <source>Amounts are sent in minor units: 10000 NGN are 100.00 NGN.</source>
            <translation>Los montos se envían en unidades menores: 10000 NGN son 100.00 NGN.</translation>
        </message>
        <message>
            <source>An account has one subscription: delete the old one before registering another URL.</source>
            <translation>Cada cuenta tiene una suscripción: elimine la anterior antes de registrar otra URL.</translation>
        </message>
        <message>
            <source>Bank transfers that come in are sent to /v1/banking/transfers below your URL.</source>
            <translation>Las transferencias bancarias recibidas se envían a /v1/banking/transfers bajo su URL.</translation>
        </message>
        <message>
            <source>Bearer token</source>
            <translation>Token Bearer</translation>
        </message>
        <message>
            <source>Bitso tries again after 5xx and time-outs only: what was answered 4xx never comes again.</source>
            <translation>Bitso reintenta solo tras 5xx o tiempo agotado: lo respondido con 4xx no vuelve.</translation>
        </message>
        <message>
            <source>Business id</source>
            <translation>Id del negocio</translation>
        </message>
        <message>
            <source>Callbacks are set in the dashboard only: Settings, Webhooks, check all boxes.</source>
            <translation>La notificación se define solo en el panel: Settings, Webhooks, marque todas las casillas.</translation>
        </message>
        <message>
            <source>Each event has one subscription: delete the old one before registering another URL.</source>
            <translation>Cada evento tiene una suscripción: elimine la anterior antes de registrar otra URL.</translation>
        </message>
        <message>
            <source>HMAC secret</source>
            <translation>Secreto HMAC</translation>
        </message>
        <message>
            <source>In the dashboard under Developers, a UUID.</source>
            <translation>En el panel, en Developers; es un UUID.</translation>
        </message>
        <message>
            <source>In the dashboard under Developers.</source>
            <translation>En el panel, en Developers.</translation>
        </message>
        <message>
            <source>In the sandbox, successful payments stay pending and only failures are sent.</source>
            <translation>En sandbox, los pagos exitosos quedan pendientes y solo se envían las fallas.</translation>
        </message>
        <message>
            <source>Its page contradicts itself on the signature; each delivery shows the form that matched.</source>
            <translation>Su documentación se contradice sobre la firma; cada entrega muestra la forma que coincidió.</translation>
        </message>
        <message>
            <source>Juno always sends the final COMPLETE or FAILED, but may leave out what comes before.</source>
            <translation>Juno siempre envía el COMPLETE o FAILED final, pero puede omitir lo que va antes.</translation>
        </message>
        <message>
            <source>Juno and Bitso send from the same addresses, so an address alone cannot tell them apart.</source>
            <translation>Juno y Bitso envían desde las mismas IP, así que la IP sola no los distingue.</translation>
        </message>
        <message>
            <source>Juno's page names no signature; where a delivery has one, it is verified as Bitso's is.</source>
            <translation>La documentación de Juno no menciona firma; si una entrega la trae, se verifica como la de Bitso.</translation>
        </message>
        <message>
            <source>Just Wallet takes nothing but 200 for an answer.</source>
            <translation>Just Wallet solo acepta 200 como respuesta.</translation>
        </message>
        <message>
            <source>Keep the callback URL secret and enter Juicyway's source addresses if it tells you them.</source>
            <translation>Mantenga secreta la URL de notificación y capture las IP de Juicyway si se las proporciona.</translation>
        </message>
        <message>
            <source>Made in Bitso under Profile, API; needed to register callbacks.</source>
            <translation>Se crea en Bitso, en Perfil, API; se requiere para registrar la URL de notificación.</translation>
        </message>
        <message>
            <source>Made in Juno's dashboard; needed to register callbacks.</source>
            <translation>Se crea en el panel de Juno; se requiere para registrar la URL de notificación.</translation>
        </message>
        <message>
            <source>Made in the dashboard: test_… or live_….</source>
            <translation>Se crea en el panel: test_… o live_….</translation>
        </message>
        <message>
            <source>PEM or base64 DER from GET /v4/webhooks/public-key; used for any key id.</source>
            <translation>PEM o DER en base64 de GET /v4/webhooks/public-key; se usa para cualquier id de llave.</translation>
        </message>
        <message>
            <source>Payouts, split and bank transfers cannot be subscribed to by API: ask Yuno for them.</source>
            <translation>Dispersiones, transferencias divididas y bancarias no se suscriben por API: pídalas a Yuno.</translation>
        </message>
        <message>
            <source>Private secret key</source>
            <translation>Clave secreta privada</translation>
        </message>
        <message>
            <source>Public API key</source>
            <translation>Clave de API pública</translation>
        </message>
        <message>
            <source>Registering replaces all callback URLs of the account, so Acuse shows the request only.</source>
            <translation>Registrar reemplaza todas las URL de notificación de la cuenta, así que Acuse solo muestra la solicitud.</translation>
        </message>
        <message>
            <source>Shown once, together with the API key.</source>
            <translation>Se muestra una sola vez, junto con la clave de API.</translation>
        </message>
        <message>
            <source>The HMAC client secret of the webhook.</source>
            <translation>El HMAC client secret del webhook.</translation>
        </message>
        <message>
            <source>The checksum's key is the business id, which is no secret: whoever knows it can forge.</source>
            <translation>La llave de la suma de control es el id del negocio, que no es secreto: quien lo conozca puede falsificarla.</translation>
        </message>
        <message>
            <source>The event called collection in its table is sent as funding.</source>
            <translation>El evento que su tabla llama collection se envía como funding.</translation>
        </message>
        <message>
            <source>The id of your business in Juicyway's dashboard; it keys the checksum.</source>
            <translation>El id de su negocio en el panel de Juicyway; es la llave de la suma de control.</translation>
        </message>
        <message>
            <source>The token your OAuth2 endpoint gives to Yuno.</source>
            <translation>El token que su servidor OAuth2 entrega a Yuno.</translation>
        </message>
        <message>
            <source>The value you set as API key of the webhook.</source>
            <translation>El valor que definió como API key del webhook.</translation>
        </message>
        <message>
            <source>The value you set as secret of the webhook.</source>
            <translation>El valor que definió como secret del webhook.</translation>
        </message>
        <message>
            <source>The value you set in Just Wallet's dashboard under Settings, Webhooks.</source>
            <translation>El valor que definió en el panel de Just Wallet, en Settings, Webhooks.</translation>
        </message>
        <message>
            <source>Webhook public key</source>
            <translation>Llave pública de webhooks</translation>
        </message>
        <message>
            <source>Webhook secret</source>
            <translation>Secreto de webhook</translation>
        </message>
        <message>
            <source>Without x-api-key, x-secret, HMAC or bearer token only the secret URL protects you.</source>
            <translation>Sin x-api-key, x-secret, HMAC o token Bearer, solo lo protege la URL secreta.</translation>
        </message>
        <message>
            <source>Yuno takes nothing but 200 for an answer and tries seven times in about a week.</source>
            <translation>Yuno solo acepta 200 como respuesta y reintenta siete veces en cerca de una semana.</translation>
        </message>
        <message>
            <source>x-api-key</source>
            <translation>x-api-key</translation>
        </message>
        <message>
            <source>x-secret</source>
            <translation>x-secret</translation>
        </message>
        <message>
            <source>An HMAC of the body, or the bare secret, which proxies may write to their logs.</source>
            <translation>Un HMAC del cuerpo, o el secreto tal cual, que un proxy podría escribir en su bitácora.</translation>
        </message>
        <message>
            <source>As Bitso gave it to you, e.g. /v4/webhooks/events/retry/preview; empty is off.</source>
            <translation>Como se la dio Bitso, p. ej. /v4/webhooks/events/retry/preview; vacía es apagado.</translation>
        </message>
        <message>
            <source>As Bitso gave it to you, e.g. /v4/webhooks/events/retry; empty is off.</source>
            <translation>Como se la dio Bitso, p. ej. /v4/webhooks/events/retry; vacía es apagado.</translation>
        </message>
        <message>
            <source>Bearer token header</source>
            <translation>Encabezado del token bearer</translation>
        </message>
        <message>
            <source>How Juno's lists want their parameters written; its documentation says both.</source>
            <translation>Cómo quieren las listas de Juno sus parámetros; su documentación dice ambas formas.</translation>
        </message>
        <message>
            <source>Juicyway's pages write the checksum's JSON in several ways; take any, or one only.</source>
            <translation>Las páginas de Juicyway escriben de varias formas el JSON de la suma; aceptar cualquiera o solo una.</translation>
        </message>
        <message>
            <source>Names in queries</source>
            <translation>Nombres en las consultas</translation>
        </message>
        <message>
            <source>Path to count what would be sent again</source>
            <translation>Ruta para contar lo que se reenviaría</translation>
        </message>
        <message>
            <source>Path to have it sent again</source>
            <translation>Ruta para pedir el reenvío</translation>
        </message>
        <message>
            <source>Read back by</source>
            <translation>Recuperar por</translation>
        </message>
        <message>
            <source>Registration by</source>
            <translation>Registrar por</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Signature headers</source>
            <translation>Encabezados de la firma</translation>
        </message>
        <message>
            <source>The header of the bearer token, as set in oauth2_authorization_name at Yuno.</source>
            <translation>El encabezado del token bearer, como se fijó en oauth2_authorization_name en Yuno.</translation>
        </message>
        <message>
            <source>The headers that may hold the signature; the first one that is present counts.</source>
            <translation>Los encabezados que pueden traer la firma; cuenta el primero que venga.</translation>
        </message>
        <message>
            <source>Verify the RSA signature when a delivery has one, insist on it, or ignore it.</source>
            <translation>Verificar la firma RSA cuando la entrega la trae, exigirla o ignorarla.</translation>
        </message>
        <message>
            <source>Way of writing the data</source>
            <translation>Forma de escribir los datos</translation>
        </message>
        <message>
            <source>any</source>
            <translation>cualquiera</translation>
        </message>
        <message>
            <source>camelCase</source>
            <translation>camelCase</translation>
        </message>
        <message>
            <source>hmac</source>
            <translation>HMAC</translation>
        </message>
        <message>
            <source>if present</source>
            <translation>si viene</translation>
        </message>
        <message>
            <source>off</source>
            <translation>ignorada</translation>
        </message>
        <message>
            <source>plain</source>
            <translation>secreto tal cual</translation>
        </message>
        <message>
            <source>production</source>
            <translation>producción</translation>
        </message>
        <message>
            <source>production-eu</source>
            <translation>producción UE</translation>
        </message>
        <message>
            <source>required</source>
            <translation>exigida</translation>
        </message>
        <message>
            <source>sandbox</source>
            <translation>sandbox</translation>
        </message>
        <message>
            <source>snake_case</source>
            <translation>snake_case</translation>
        </message>
        <message>
            <source>spei v2</source>
            <translation>SPEI v2</translation>
        </message>
        <message>
            <source>stage</source>
            <translation>stage</translation>
        </message>
        <message>
            <source>v3</source>
            <translation>v3</translation>
        </message>
        <message>
            <source>v3 is deprecated: it takes every event and can neither list nor delete.</source>
            <translation>v3 es obsoleta: toma todos los eventos y no puede listar ni eliminar.</translation>
        </message>
        <message>
            <source>v3 lists every currency; SPEI v2 lists pesos only, and holds more of each transfer.</source>
            <translation>v3 lista todas las monedas; SPEI v2 solo pesos, con más detalle de cada transferencia.</translation>
        </message>
        <message>
            <source>v3-legacy</source>
            <translation>v3 (anterior)</translation>
        </message>
        <message>
            <source>v4</source>
            <translation>v4</translation>
        </message>
    </context>
    <context>
        <name>QShortcut</name>
        <message>
            <source>Ctrl</source>
            <translation>Ctrl</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>Mayús</translation>
        </message>
        <message>
            <source>Alt</source>
            <translation>Alt</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Enter</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
    </context>
</TS>
