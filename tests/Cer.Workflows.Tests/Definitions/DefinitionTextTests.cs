using System.Text.Json.Nodes;
using Cer.Workflows.Definitions;

namespace Cer.Workflows.Tests.Definitions;

public class DefinitionTextTests
{
    private const string Old = """
        {"id":"v1","definitionId":"d","version":3,"mystery":{"kept":[1.0,true]},
         "root":{"type":"Elsa.Flowchart","id":"f","applicationProperties":{"a":1},
          "activities":[
            {"id":"t","type":"Elsa.Timer","canStartWorkflow":true,
             "interval":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:01"},"memoryReference":{"id":"t:input-0"}}},
            {"id":"x","type":"Acme.Robot","arm":{"left":3}},
            {"id":"gone","type":"Elsa.NotFoundActivity","missingTypeName":"Acme.Lost","missingTypeVersion":2,
             "originalActivityJson":"{\"id\":\"gone\",\"type\":\"Acme.Lost\",\"version\":2,\"depth\":9}"}],
          "connections":[{"source":"t","target":"x","sourcePort":"Done","targetPort":"In"},
            {"source":{"activity":"x","port":"Left"},"target":{"activity":"gone","port":"In"},"vertices":[{"x":1,"y":2}]}]}}
        """;

    [Fact]
    public void Old_spellings_become_new_and_everything_else_stays()
    {
        var json = JsonNode.Parse(DefinitionText.Write(DefinitionText.Read(Old)))!;
        var root = json["root"]!;
        Assert.Equal("{\"kept\":[1.0,true]}", json["mystery"]!.ToJsonString());
        Assert.Equal("{\"a\":1}", root["customProperties"]!.ToJsonString());
        Assert.True((bool)root["activities"]![0]!["customProperties"]!["canStartWorkflow"]!);
        Assert.Null(root["activities"]![0]!["interval"]!["memoryReference"]);
        Assert.Equal("{\"id\":\"x\",\"type\":\"Acme.Robot\",\"arm\":{\"left\":3}}", root["activities"]![1]!.ToJsonString());
        Assert.Equal("{\"id\":\"gone\",\"type\":\"Acme.Lost\",\"version\":2,\"depth\":9}", root["activities"]![2]!.ToJsonString());
        Assert.Equal(
            "{\"source\":{\"activity\":\"t\",\"port\":\"Done\"},\"target\":{\"activity\":\"x\",\"port\":\"In\"}}",
            root["connections"]![0]!.ToJsonString());
        Assert.Equal("[{\"x\":1,\"y\":2}]", root["connections"]![1]!["vertices"]!.ToJsonString());
    }

    [Fact]
    public void What_was_written_is_written_again_byte_by_byte()
    {
        var once = DefinitionText.Write(DefinitionText.Read(Old));
        Assert.Equal(once, DefinitionText.Write(DefinitionText.Read(once)));
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[1]", "not an object")]
    [InlineData("{\"id\":1}", "'root'")]
    [InlineData("{\"root\":{}}", "'type'")]
    [InlineData("{\"root\":{\"type\":\"Elsa.Flowchart\",\"id\":\"a\",\"id\":\"b\"}}", "twice")]
    [InlineData("{\"root\":{\"type\":\"Elsa.NotFoundActivity\",\"id\":\"a\",\"originalActivityJson\":\"nope\"}}", "'originalActivityJson'")]
    public void What_is_no_definition_is_refused_with_a_sentence(string text, string word) =>
        Assert.Contains(word, Assert.Throws<DefinitionException>(() => DefinitionText.Read(text)).Message, StringComparison.Ordinal);
}
