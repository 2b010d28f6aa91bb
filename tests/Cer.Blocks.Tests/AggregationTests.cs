using System.Globalization;
using Cer.Operations.Periods;
using Cer.Workflows.Definitions;

namespace Cer.Blocks.Tests;

/// <summary>The hourly aggregation does what the background service does: hours of changed days, months that stand on them.</summary>
public sealed class AggregationTests
{
    // The golden folder's energies of the month, in micro-kWh.
    private const string Hours = "7639212000 14908098000";

    private const string SumOfHours = """
        select sum(injected_ukwh) || ' ' || sum(withdrawn_ukwh) from core.energy_hour as h
        where revision = (select max(revision) from core.energy_hour as o where (o.community_id, o.pod_id, o.starts_at, o.unit_id)
          = (h.community_id, h.pod_id, h.starts_at, h.unit_id))
        """;

    [Fact]
    public async Task Killed_before_and_after_every_commit_it_makes_every_hour_once_and_settles_what_has_changed()
    {
        await using var town = await FlowTown.OpenAsync(now: "2025-11-01T06:05:00+01:00");
        var id = await town.StartAsync(await town.ShipAsync("aggregazione-oraria"), "ogni-ora");
        Assert.InRange(await town.QuietWithDeathsAsync(), 6, 100);
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal(["ore Done", "mesi Done"], await town.OutcomesAsync(id));
        Assert.Equal(["Mesi liquidati: 2025-10"], await town.LinesAsync(id));
        Assert.Equal([Hours], await town.ListAsync(SumOfHours));
        Assert.Equal(0, await town.CountAsync("core.energy_hour where revision > 1"));
        Assert.Equal(["57180 4787"], await town.ListAsync("select tip_cents || ' ' || cac_cents from core.settlement_month"));

        // The background service finds nothing left, and neither does the next hour.
        Assert.Null(await town.Get<DoDueWork>().RunAsync(FlowTown.Cancellation));
        var next = await town.StartAsync("aggregazione-oraria");
        await town.QuietAsync();
        Assert.Equal(["ore NothingToDo", "mesi NothingToDo"], await town.OutcomesAsync(next));
        Assert.Empty(await town.LinesAsync(next));
    }

    [Fact]
    public async Task Nodes_killed_with_signal_9_at_every_commit_make_every_hour_and_settle_the_month_once()
    {
        await using var town = await FlowTown.OpenAsync(now: "2025-11-01T06:04:00+01:00");
        await town.ShipAsync("aggregazione-oraria");
        town.Time.Now += TimeSpan.FromMinutes(1);
        var commits = await town.QuietWithKillsAsync();
        await town.EveryStepWasDiedAtAsync(commits, "aggregazione-oraria");
        Assert.Equal(["Finished 0"], await town.ListAsync("select sub_status || ' ' || incidents from wf.instance"));
        Assert.Equal([Hours], await town.ListAsync(SumOfHours));
        Assert.Equal(0, await town.CountAsync("core.energy_hour where revision > 1"));
        Assert.Equal(1, await town.CountAsync("core.settlement_run"));
        Assert.Equal(["57180 4787"], await town.ListAsync("select tip_cents || ' ' || cac_cents from core.settlement_month"));
    }

    [Fact]
    public async Task An_hour_by_its_name_is_told_with_what_lacks_and_a_day_with_what_was_shared()
    {
        await using var town = await FlowTown.OpenAsync(now: "2025-11-01T06:05:00+01:00");
        var noon = await RunAsync(town, "Cer.AggregateHour", ("hour", "2025-10-15T10:00:00Z"));
        Assert.Equal(["x Done"], await town.OutcomesAsync(noon));
        var injected = decimal.Parse((await town.OutputAsync(noon, "x", "injectedKwh"))!, CultureInfo.InvariantCulture);
        Assert.Equal(
            [((long)(injected * 1_000_000)).ToString(CultureInfo.InvariantCulture)],
            await town.ListAsync("select sum(injected_ukwh) from core.energy_hour where starts_at = '2025-10-15T10:00:00Z'"));
        Assert.True(injected > 0);

        var late = await RunAsync(town, "Cer.AggregateHour", ("hour", "2025-11-01T06:00:00Z"));
        Assert.Equal(["x Refused"], await town.OutcomesAsync(late));
        var day = await RunAsync(town, "Cer.ComputeSharedEnergy", ("period", "2025-10"));
        Assert.Equal(["x Done"], await town.OutcomesAsync(day));
        // The golden total again.
        Assert.Equal("5038.076", await town.OutputAsync(day, "x", "sharedKwh"));
        var one = await RunAsync(town, "Cer.ComputeSharedEnergy", ("period", "2025-10-26"));
        // The day on which the clock goes back has 25 hours.
        Assert.Equal(["25"], await town.ListAsync(
            $"select json_array_length(outputs -> 'rows') from wf.activity_execution where instance_id = '{one}' and activity_id = 'x'"));
        Assert.Equal(["x Refused"], await town.OutcomesAsync(await RunAsync(town, "Cer.ComputeSharedEnergy", ("period", "ieri"))));
        var before = await RunAsync(town, "Cer.ComputeSharedEnergy", ("period", "2025-08-01"));
        Assert.Equal(["x NothingToDo"], await town.OutcomesAsync(before));
        // Looking keeps nothing.
        Assert.Equal(0, await town.CountAsync("core.settlement_run"));
    }

    [Fact]
    public async Task Closing_what_was_never_settled_and_reports_of_it_are_outcomes_too()
    {
        await using var town = await FlowTown.OpenAsync();
        Assert.Equal(["x Incomplete"], await town.OutcomesAsync(await RunAsync(town, "Cer.CloseMonth", ("month", "2025-10"))));
        Assert.Equal(["x Refused"], await town.OutcomesAsync(await RunAsync(town, "Cer.BuildMonthlyReport", ("month", "2025-10"))));
        Assert.Equal(["x Refused"], await town.OutcomesAsync(await RunAsync(town, "Cer.SendReport", ("month", "2025-10"))));
        Assert.Equal(["x Refused"], await town.OutcomesAsync(await RunAsync(town, "Cer.SettleMonth", ("month", "2025-1"))));
        Assert.Equal(["x Refused"], await town.OutcomesAsync(await RunAsync(town, "Cer.BuildMonthlyReport", ("kinds", "bolletta"))));
        Assert.Equal(0, await town.CountAsync("core.document"));
    }

    /// <summary>One block alone.</summary>
    private static async Task<string> RunAsync(FlowTown town, string type, params (string Name, string Value)[] inputs)
    {
        var written = string.Concat(inputs.Select(input =>
            $$""", "{{input.Name}}": { "typeName": "String", "expression": { "type": "Literal", "value": "{{input.Value}}" } }"""));
        var id = $"d{Guid.NewGuid():N}";
        await town.PublishAsync(DefinitionText.Read($$"""
            { "definitionId": "{{id}}", "id": "{{id}}-1", "name": "{{id}}", "version": 1,
              "root": { "type": "{{type}}", "id": "x", "version": 1{{written}} } }
            """));
        var instance = await town.StartAsync(id);
        await town.QuietAsync();
        return instance;
    }
}
