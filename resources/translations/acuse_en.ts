<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Backfill</name>
    <message numerus="yes">
        <source>Last %n hours</source>
        <translation>
            <numerusform>Last hour</numerusform>
            <numerusform>Last %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Last day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had no webhook</source>
        <translation>
            <numerusform>%n had no webhook</numerusform>
            <numerusform>%n had no webhook</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are missing there</source>
        <translation>
            <numerusform>%n is missing there</numerusform>
            <numerusform>%n are missing there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are new</source>
        <translation>
            <numerusform>%n is new</numerusform>
            <numerusform>%n are new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries of a file</source>
        <translation>
            <numerusform>%n entry of a file</numerusform>
            <numerusform>%n entries of a file</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message numerus="yes">
        <source>certificate: %n days left</source>
        <translation>
            <numerusform>certificate: %n day left</numerusform>
            <numerusform>certificate: %n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The certificate of the public address ends in %n days</source>
        <translation>
            <numerusform>The certificate of the public address ends in %n day</numerusform>
            <numerusform>The certificate of the public address ends in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FieldsSheet</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deliveries</source>
        <translation>
            <numerusform>%n delivery</numerusform>
            <numerusform>%n deliveries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookupPalette</name>
    <message numerus="yes">
        <source>%n still being indexed</source>
        <translation>
            <numerusform>%n still being indexed</numerusform>
            <numerusform>%n still being indexed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reordering</name>
    <message numerus="yes">
        <source>Order changed: %n</source>
        <translation>
            <numerusform>Order changed: %n</numerusform>
            <numerusform>Order changed: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionSheet</name>
    <message numerus="yes">
        <source>%n deliveries were deleted; the store of before is in {0}.</source>
        <translation>
            <numerusform>%n delivery was deleted; the store of before is in {0}.</numerusform>
            <numerusform>%n deliveries were deleted; the store of before is in {0}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowCopies</name>
    <message numerus="yes">
        <source>%n rows as {0}</source>
        <translation>
            <numerusform>%n row as {0}</numerusform>
            <numerusform>%n rows as {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StorePanel</name>
    <message numerus="yes">
        <source>%n damaged</source>
        <translation>
            <numerusform>%n damaged</numerusform>
            <numerusform>%n damaged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them damaged</source>
        <translation>
            <numerusform>%n of them damaged</numerusform>
            <numerusform>%n of them damaged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strokes</name>
    <message numerus="yes">
        <source>A tag for %n rows</source>
        <translation>
            <numerusform>A tag for %n row</numerusform>
            <numerusform>A tag for %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n things need you</source>
        <translation>
            <numerusform>%n thing needs you</numerusform>
            <numerusform>%n things need you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Words</name>
    <message numerus="yes">
        <source>%n deliveries in quarantine</source>
        <translation>
            <numerusform>%n delivery in quarantine</numerusform>
            <numerusform>%n deliveries in quarantine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deliveries wait for their key</source>
        <translation>
            <numerusform>%n delivery waits for its key</numerusform>
            <numerusform>%n deliveries wait for their key</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deliveries cannot be read</source>
        <translation>
            <numerusform>%n delivery cannot be read</numerusform>
            <numerusform>%n deliveries cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions differ at the provider</source>
        <translation>
            <numerusform>%n transaction differs at the provider</numerusform>
            <numerusform>%n transactions differ at the provider</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions contradict themselves</source>
        <translation>
            <numerusform>%n transaction contradicts itself</numerusform>
            <numerusform>%n transactions contradict themselves</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions failed</source>
        <translation>
            <numerusform>%n transaction failed</numerusform>
            <numerusform>%n transactions failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n × {0}</source>
        <translation>
            <numerusform>%n × {0}</numerusform>
            <numerusform>%n × {0}</numerusform>
        </translation>
    </message>
</context>
</TS>
