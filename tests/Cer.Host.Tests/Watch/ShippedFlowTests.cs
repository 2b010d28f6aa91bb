using System.Text.Json.Nodes;
using Cer.Host.Workflows;
using Cer.Host.Workflows.Shipped;
using Cer.Workflows.Checking;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Hosting;

namespace Cer.Host.Tests.Watch;

/// <summary>The workflows that come with the program: sound, installed once, and never over what people made.</summary>
public sealed class ShippedFlowTests(WatchFixture fixture)
{
    private const string Backup = FlowDuties.Backup;

    private static CancellationToken Cancellation => WatchHouse.Cancellation;

    [Fact]
    public void Each_is_without_a_problem_laid_out_by_hand_and_reads_as_it_is_written()
    {
        var names = ShippedFlows.All.Select(flow => flow.Definition.DefinitionId).ToList();
        Assert.Superset(new HashSet<string> { "allarmi-anomalie", "importazione-prezzi", "backup-notturno" }, names.ToHashSet());
        foreach (var flow in ShippedFlows.All)
        {
            var problems = FlowCatalog.WithoutInstallation(catalog =>
                new DefinitionCheck(catalog, ScriptLanguages.Evaluator(TimeProvider.System)).Check(flow.Definition));
            Assert.True(problems.Count == 0, $"{flow.Definition}: {string.Join('\n', problems)}");
            var once = DefinitionText.Write(flow.Definition);
            Assert.Equal(once, DefinitionText.Write(DefinitionText.Read(once)));
            Assert.Equal(
                flow.Definition.DefinitionId switch { "confronto-gse" => 3, "distribuzione-incentivi" => 2, _ => 1 }, flow.Edition);
            var places = flow.Definition.Root.All().Where(node => node.NodeId != flow.Definition.Root.NodeId)
                .Select(node => node.Json["metadata"]?["designer"]?["position"]?.ToJsonString()).ToList();
            Assert.DoesNotContain(null, places);
            Assert.Equal(places.Count, places.Distinct().Count());
        }
    }

    [Fact]
    public async Task They_are_published_the_first_time_and_the_second_time_nothing_is_done()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:00:00+02:00");
        var told = await house.InstallAsync();
        Assert.Equal(ShippedFlows.All.Count, told.Count(sentence => sentence.EndsWith("published", StringComparison.Ordinal)));
        Assert.Empty(await house.InstallAsync());
        var saved = await house.Get<IDefinitionStore>().ListAsync(house.Id.Value, Cancellation);
        Assert.All(saved, one => Assert.True(one.IsPublished));
        Assert.NotEmpty(await house.Get<IFlowWatch>().ListAsync(house.Id.Value, Cancellation));
    }

    [Fact]
    public async Task An_installation_that_stopped_half_way_is_finished()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:00:00+02:00");
        var flow = Of(Backup);
        await house.Get<IDefinitionStore>().SaveAsync(
            house.Id.Value, flow.Definition, null, InstallFlows.Signature + "1", Cancellation);
        Assert.Single(await house.InstallAsync(Backup));
        Assert.True((await LatestAsync(house)).IsPublished);
    }

    [Fact]
    public async Task A_newer_edition_takes_the_place_of_one_that_nobody_touched()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:00:00+02:00");
        await house.InstallAsync(Backup);
        await InstallAsync(house, Edition(2));
        var latest = await LatestAsync(house);
        Assert.Equal((2, true, 2), (latest.Revision.Version, latest.IsPublished, ShippedFlow.EditionOf(latest.Definition)));
        Assert.Empty(await InstallAsync(house, Edition(2)));
    }

    [Fact]
    public async Task What_a_designer_changed_stays_published_and_the_newer_edition_lies_beside_it_as_a_draft_with_a_note()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:00:00+02:00");
        await house.InstallAsync(Backup);
        var desk = house.Get<DefinitionDesk>();
        var mine = Changed(Of(Backup).Definition, json => json["name"] = "La mia copia");
        await desk.SaveAsync(house.Id.Value, mine, (await LatestAsync(house)).Revision, "person:1", Cancellation);
        await desk.PublishAsync(house.Id.Value, Backup, null, Cancellation);

        Assert.Single(await InstallAsync(house, Edition(2)));
        var versions = await house.Get<IDefinitionStore>().VersionsAsync(house.Id.Value, Backup, Cancellation);
        Assert.Equal([false, true, false], versions.Select(version => version.IsPublished));
        Assert.Equal("La mia copia", versions[1].Definition.Name);
        Assert.Contains("fornita con il programma", versions[0].Definition.Custom("cer:note")!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await InstallAsync(house, Edition(2)));
    }

    [Fact]
    public async Task While_a_designers_draft_is_open_a_newer_edition_waits()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:00:00+02:00");
        await house.InstallAsync(Backup);
        var desk = house.Get<DefinitionDesk>();
        var mine = Changed(Of(Backup).Definition, json => json["name"] = "La mia copia");
        await desk.SaveAsync(house.Id.Value, mine, (await LatestAsync(house)).Revision, "person:1", Cancellation);
        Assert.Empty(await InstallAsync(house, Edition(2)));
        Assert.Equal("La mia copia", (await LatestAsync(house)).Definition.Name);
        await desk.PublishAsync(house.Id.Value, Backup, null, Cancellation);
        Assert.Single(await InstallAsync(house, Edition(2)));
    }

    [Fact]
    public async Task What_was_retracted_is_not_published_again()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:00:00+02:00");
        await house.InstallAsync(Backup);
        await house.Get<DefinitionDesk>().RetractAsync(house.Id.Value, Backup, Cancellation);
        Assert.Empty(await house.InstallAsync(Backup));
        await InstallAsync(house, Edition(2));
        Assert.All(
            await house.Get<IDefinitionStore>().VersionsAsync(house.Id.Value, Backup, Cancellation),
            version => Assert.False(version.IsPublished));
    }

    [Fact]
    public async Task One_of_the_same_name_that_a_town_drew_itself_is_left_alone()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:00:00+02:00");
        var own = Changed(Of(Backup).Definition, json => json["customProperties"] = new JsonObject());
        var desk = house.Get<DefinitionDesk>();
        await desk.SaveAsync(house.Id.Value, own, null, "person:1", Cancellation);
        await desk.PublishAsync(house.Id.Value, Backup, null, Cancellation);
        Assert.Single(await house.InstallAsync(Backup));
        var versions = await house.Get<IDefinitionStore>().VersionsAsync(house.Id.Value, Backup, Cancellation);
        Assert.Equal([false, true], versions.Select(version => version.IsPublished));
    }

    [Fact]
    public async Task Two_servers_that_install_at_once_install_it_once()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:00:00+02:00");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => house.InstallAsync(Backup))));
        await house.InstallAsync(Backup);
        Assert.Equal(1L, await house.AskAsync<long>("select count(*) from wf.definition where community_id = $1"));
        Assert.True((await LatestAsync(house)).IsPublished);
    }

    private static ShippedFlow Of(string id) => ShippedFlows.All.Single(flow => flow.Definition.DefinitionId == id);

    private static ShippedFlow Edition(int edition) => new(
        Changed(Of(Backup).Definition, json => json["customProperties"]![ShippedFlow.EditionKey] = edition), edition);

    private static WorkflowDefinition Changed(WorkflowDefinition definition, Action<JsonObject> change)
    {
        var json = (JsonObject)definition.Json.DeepClone();
        change(json);
        return DefinitionText.Read(json.ToJsonString());
    }

    private static Task<IReadOnlyList<string>> InstallAsync(WatchHouse house, ShippedFlow flow) =>
        house.Get<InstallFlows>().RunAsync(house.Id, [flow], Cancellation);

    private static async Task<SavedDefinition> LatestAsync(WatchHouse house) =>
        (await house.Get<IDefinitionStore>().FindAsync(house.Id.Value, Backup, null, Cancellation))!;
}
