using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Demo;
using Cer.Operations.Demo.Gse;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Demo;

/// <summary>What GSE and the bank would have told of the invented months.</summary>
public sealed class DemoMoneyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_months_agree_but_the_balanced_one_in_which_a_point_was_left_out_and_nobody_is_invented()
    {
        // By the calendar of GSE: on 20 May the balance of the year before is published, advances are until March and paid until February.
        await using var server = await StaffServer.StartAsync("2026-05-20T10:05:00Z");
        var declaration = ActivatorUtilities.CreateInstance<DemoDeclaration>(server.Services);
        var demo = ActivatorUtilities.CreateInstance<InventCommunity>(server.Services, declaration);
        Assert.IsType<DemoOutcome.Made>(await demo.RunAsync(1, 6, null, Cancellation));
        Assert.True(await TellAsync());

        var before = await Get("reconciliation?year=2025");
        var december = Assert.Single(before["months"]!.AsArray(), month => (string)month!["month"]! == "2025-12")!;
        Assert.Equal("differs", (string)december["agreement"]!);
        var differing = december["content"]!["rows"]!.AsArray().Where(row => (bool)row!["differs"]!).ToArray();
        Assert.NotEmpty(differing);
        Assert.All(differing, row => Assert.Equal("missing_pod", (string)row!["causes"]!.AsArray()[0]!["kind"]!));
        Assert.Equal(
            ["2026-01 waiting", "2026-02 waiting", "2026-03 waiting"],
            (await Get("reconciliation?year=2026"))["months"]!.AsArray().Select(month => $"{month!["month"]} {month["agreement"]}"));
        Assert.Equal(1L, await AskAsync("select count(*) from core.alarm where key like 'gse/%' and resolved_at is null"));

        // Credits of three advances; statements of four, and of December's balance.
        Assert.Equal(3L, await AskAsync("select count(*) from core.money_entry where standing = 'received'"));
        Assert.Equal(5L, await AskAsync("select count(*) from core.statement_import"));
        Assert.Equal(25, (await Get("bank"))["members"]!.AsArray().Count(one => one!["bank"]!["account"] is not null));
        Assert.Equal(0L, await AskAsync("select count(*) from core.payout"));
        Assert.NotEmpty((await Get("submissions"))["submissions"]!.AsArray());

        Assert.False(await TellAsync());
        Assert.Equal(5L, await AskAsync("select count(*) from core.statement_import"));

        Task<bool> TellAsync() => ActivatorUtilities.CreateInstance<InventMoney>(server.Services).RunAsync(null, Cancellation);
        Task<JsonNode> Get(string path) => server.GetAsync(path, "magliano");
        Task<long> AskAsync(string sql) => server.AskAsync<long>(sql);
    }
}
