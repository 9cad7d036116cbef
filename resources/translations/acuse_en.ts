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
    <name>Listing</name>
    <message numerus="yes">
        <source>%n rows as {0}</source>
        <translation>
            <numerusform>%n row as {0}</numerusform>
            <numerusform>%n rows as {0}</numerusform>
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
</TS>
