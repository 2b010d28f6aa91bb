using System.Text.Json.Nodes;
using Cer.Workflows.Activities;
using Cer.Workflows.Checking;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Tests.Running;

namespace Cer.Workflows.Tests.Definitions;

/// <summary>Definitions as people write them by hand, and as programs spoil them.</summary>
public class HandWrittenTests
{
    private static IReadOnlyList<Problem> Check(string text) =>
        new DefinitionCheck(new(ActivityCatalog.Standard), ScriptLanguages.Evaluator(TimeProvider.System)).Check(DefinitionText.Read(text));

    [Fact]
    public async Task Activities_without_ids_get_some_and_run()
    {
        const string Text = """
            {"root":{"type":"Elsa.Sequence","activities":[
              {"type":"Elsa.WriteLine","text":"one"},{"type":"Elsa.WriteLine","id":"WriteLine1","text":"two"},
              {"type":"Elsa.If","condition":true,"then":{"type":"Elsa.WriteLine","text":"three"}}]}}
            """;
        Assert.Equal(["one", "two", "three"], (await Tried.RunAsync(Text)).Lines);
        var saved = DefinitionText.Write(DefinitionText.Read(Text));
        Assert.Equal(saved, DefinitionText.Write(DefinitionText.Read(saved)));
        var activities = JsonNode.Parse(saved)!["root"]!["activities"]!;
        Assert.Equal(("WriteLine2", "If1", "WriteLine3"),
            ((string)activities[0]!["id"]!, (string)activities[2]!["id"]!, (string)activities[2]!["then"]!["id"]!));
    }

    [Fact]
    public async Task Ids_that_are_numbers_are_read_as_texts_also_where_arrows_end()
    {
        const string Text = """
            {"root":{"type":"Elsa.Flowchart","id":1,"activities":[
              {"id":2,"type":"Elsa.WriteLine","text":"a"},{"id":3,"type":"Elsa.WriteLine","text":"b"}],
              "connections":[{"source":2,"target":3}]}}
            """;
        Assert.Equal(["a", "b"], (await Tried.RunAsync(Text)).Lines);
        Assert.Empty(Check(Text));
    }

    [Fact]
    public void Two_activities_with_one_id_are_a_problem_and_not_a_fault()
    {
        var problems = Check("""
            {"root":{"type":"Elsa.Flowchart","id":"f","activities":[
              {"id":"a","type":"Elsa.WriteLine","text":"1"},{"id":"a","type":"Elsa.WriteLine","text":"2"}],"connections":[]}}
            """);
        Assert.Contains(problems, problem => problem.Message.Contains("the id 'a' 2 times", StringComparison.Ordinal));
    }

    [Fact]
    public void A_variable_that_would_start_empty_is_a_problem_of_its_own()
    {
        var problem = Assert.Single(Check("""
            {"variables":[{"id":"x","name":"Limit","typeName":"Int32","value":"abc"}],
             "root":{"type":"Elsa.WriteLine","id":"a","text":"x"}}
            """));
        Assert.Equal("workflow: Variable 'Limit': Found 'abc', expected a value of type Int32. It would start empty: mend its value.",
            problem.ToString());
    }

    [Fact]
    public void A_condition_that_is_written_as_neither_true_nor_false_is_a_problem()
    {
        var problem = Assert.Single(Check("""
            {"root":{"type":"Elsa.If","id":"a","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":"yes"}}}}
            """));
        Assert.Equal("a.condition: Found 'yes', which counts as false, expected true or false.", problem.ToString());
    }

    [Fact]
    public void What_is_nested_too_deep_is_told_so() => Assert.Equal(
        "Found JSON nested deeper than 256, expected less.",
        Assert.Throws<DefinitionException>(() => DefinitionText.Read(string.Concat(Enumerable.Repeat("{\"root\":", 300)))).Message);

    [Fact]
    public void What_is_cut_off_is_told_so() => Assert.Equal(
        "Found text that is not JSON at line 1, character 11, expected a workflow definition.",
        Assert.Throws<DefinitionException>(() => DefinitionText.Read("{\"root\": {")).Message);

    [Fact]
    public void What_an_unknown_activity_calls_source_stays_where_it_is()
    {
        const string Text = """
            {"root":{"type":"Acme.Copy","id":"c","source":"a.txt","line":3,"address":{"type":"Acme.Address","street":"s"},
             "customProperties":{"x":{"type":"Acme.Y","id":"q","line":1}}}}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Text), JsonNode.Parse(DefinitionText.Write(DefinitionText.Read(Text)))));
    }
}
