package io.nija.vault.audit.ui;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;

import io.nija.vault.audit.Operation;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ExportFormatTest {

    private static String written(ExportFormat format, Operation operation) throws IOException {
        var out = new StringWriter();
        format.to(out).write(operation);
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = { "=1+1", "+1", "-1", "@x", "\t=1", "\r=1" })
    void aSpreadsheetTakesNoTextForAFormula(String text) throws IOException {
        var csv = written(ExportFormat.CSV, OperationTextTest.operation(text, "read", "secret/data/users/a/b", "kv", "a", "b", 3));

        var rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new StringReader(csv)).getRecords();
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.get("user")).isEqualTo("'" + text));
    }

    @Test
    void whatIsNoFormulaStaysAsItIs() throws IOException {
        var csv = written(ExportFormat.CSV, OperationTextTest.operation("a,\"b\"\nc", "read", "secret/data/users/a/b", "kv", "a", "b", 3));

        assertThat(csv).isEqualTo("time,id,node,user,role,policies,operation,kind,outcome,path,owner,key,version,broker,address,duration,error,request_id,vault_request\r\n"
                + "2026-11-24T12:00:00.123456Z,1,node-1,\"a,\"\"b\"\"\nc\",user,\"default, user\",read,values,done,secret/data/users/a/b,a,b,3,kraken,10.0.0.1,1234,,r-1,v-1\r\n");
    }

    @Test
    void aLineOfJsonHasTheTextsAsTheyAre() throws IOException {
        var json = written(ExportFormat.JSON_LINES, OperationTextTest.operation("=1\n2", "read", "secret/data/users/a/b", "kv", "a", "b", 3));

        assertThat(json.lines()).hasSize(1);
        var row = new JsonMapper().readTree(json);
        assertThat(row.get("user").stringValue()).isEqualTo("=1\n2");
        assertThat(row.get("duration").longValue()).isEqualTo(1234);
        assertThat(row.get("error").isNull()).isTrue();
    }
}
