using Cer.Host.Workflows;
using Cer.Host.Workflows.Shipped;
using Cer.Operations.Tests;
using Cer.Workflows.Checking;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;

namespace Cer.Blocks.Tests;

/// <summary>The workflows that come with the program are whole, drawn apart, and the same bytes when they are saved.</summary>
public sealed class ShippedTests
{
    public static TheoryData<string> Names => new(ShippedFlows.All.Select(flow => flow.Definition.DefinitionId));

    [Fact]
    public void Those_of_settlement_and_money_are_among_them()
    {
        string[] own = ["aggregazione-oraria", "confronto-gse", "distribuzione-incentivi", "rapporto-mensile"];
        Assert.Equal(own, ShippedFlows.All.Select(flow => flow.Definition.DefinitionId).Intersect(own));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_no_problem_and_is_saved_as_it_is(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder.Root, "..", "..", "..", "workflows", name + ".json"));
        var definition = DefinitionText.Read(text);
        Assert.Equal(text, DefinitionText.Write(definition));
        var problems = FlowCatalog.WithoutInstallation(
            catalog => new DefinitionCheck(catalog, ScriptLanguages.Evaluator(TimeProvider.System)).Check(definition));
        Assert.Empty(problems);
        Assert.False(string.IsNullOrWhiteSpace(definition.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_two_activities_of_it_lie_on_one_another(string name)
    {
        var nodes = ShippedFlows.All.Single(flow => flow.Definition.DefinitionId == name).Definition.Root.Ports("activities");
        var places = nodes.Select(node => node.Json["metadata"]!["designer"]!["position"]!)
            .Select(at => ((double)at["x"]!, (double)at["y"]!)).ToList();
        for (var i = 0; i < places.Count; i++)
            for (var j = 0; j < i; j++)
                Assert.False(
                    Math.Abs(places[i].Item1 - places[j].Item1) < 160 && Math.Abs(places[i].Item2 - places[j].Item2) < 60,
                    $"{name}: {i} and {j}");
    }
}
