using Cer.Domain;
using Cer.Operations.Paying;
using Cer.Operations.People;
using NodaTime;

namespace Cer.Blocks.Tests;

/// <summary>The distribution of incentives: a draft, two different people, payable; nothing twice.</summary>
public sealed class DistributionTests
{
    private static readonly YearMonth October = new(2025, 10);

    // What members and funds get of 571.80 + 47.87 euro: members.csv and funds.csv of the golden folder.
    private const string Payable = "2025-10: pagabili 619.67 euro netti in 32 righe";

    // The members' part, without the 46.65 of the funds: of October nothing was received yet.
    private const string NoBatch = "Nessuna distinta: Found nothing to pay; left open: 573.02 EUR not received yet.";

    [Fact]
    public async Task It_waits_until_two_different_people_have_approved_on_the_page_of_payments()
    {
        await using var town = await OpenAsync();
        var (anna, bruno) = (await town.AddPersonAsync("anna", Role.Approver), await town.AddPersonAsync("bruno", Role.Approver));
        var id = await town.StartAsync(await town.ShipAsync("distribuzione-incentivi"), "il-20", ("Tesoriere", "cassa@borgo.example"));
        await town.QuietAsync();
        Assert.Equal(["0/2"], await WaitsAsync(town, id));

        Assert.IsType<ApproveOutcome.Approved>(await ApproveAsync(town, anna));
        Assert.Equal(["1/2"], await WaitsAsync(town, id));
        Assert.IsType<ApproveOutcome.Refused>(await ApproveAsync(town, anna));
        Assert.Equal(["1/2"], await WaitsAsync(town, id));
        Assert.IsType<ApproveOutcome.Approved>(await ApproveAsync(town, bruno));
        await IsPayableAsync(town, id);
    }

    [Fact]
    public async Task Killed_before_and_after_every_commit_it_distributes_and_tells_once()
    {
        await using var town = await OpenAsync();
        var people = new[] { await town.AddPersonAsync("anna", Role.Approver), await town.AddPersonAsync("bruno", Role.Approver) };
        var id = await town.StartAsync(await town.ShipAsync("distribuzione-incentivi"), "il-20", ("Tesoriere", "cassa@borgo.example"));
        var deaths = await town.QuietWithDeathsAsync();
        foreach (var person in people)
        {
            await ApproveAsync(town, person, quiet: false);
            deaths += await town.QuietWithDeathsAsync();
        }

        Assert.InRange(deaths, 10, 100);
        await IsPayableAsync(town, id);
    }

    [Fact]
    public async Task Who_ends_the_task_approves_nothing_by_that_and_may_give_it_up()
    {
        await using var town = await OpenAsync();
        await town.ShipAsync("distribuzione-incentivi");
        var id = await town.StartAsync("distribuzione-incentivi", ("Mese", "2025-10"));
        await town.QuietAsync();
        await CompleteAsync(town, id, "approvato!");
        await CompleteAsync(town, id, new OrderedDictionary<string, object?> { ["approve"] = true });
        Assert.Equal(["0/2"], await WaitsAsync(town, id));
        Assert.Equal(0, await town.CountAsync("core.payable"));
        await CompleteAsync(town, id, new OrderedDictionary<string, object?> { ["approve"] = false, ["reason"] = "importi da rivedere" });
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal(["Distribuzione non fatta: Given up: importi da rivedere"], await town.LinesAsync(id));
    }

    [Fact]
    public async Task An_approval_that_nobody_told_of_is_found_after_a_while_and_a_month_approved_before_is_done_at_once()
    {
        await using var town = await OpenAsync();
        var (anna, bruno) = (await town.AddPersonAsync("anna", Role.Approver), await town.AddPersonAsync("bruno", Role.Approver));
        await town.ShipAsync("distribuzione-incentivi");
        var id = await town.StartAsync("distribuzione-incentivi", ("Mese", "2025-10"));
        await town.QuietAsync();
        await ApproveAsync(town, anna, told: false);
        await ApproveAsync(town, bruno, told: false);
        Assert.Equal(["0/2"], await WaitsAsync(town, id));
        town.Time.Now += TimeSpan.FromHours(7);
        await town.QuietAsync();
        Assert.Equal([Payable, NoBatch], await town.LinesAsync(id));

        var again = await town.StartAsync("distribuzione-incentivi", ("Mese", "2025-10"));
        await town.QuietAsync();
        Assert.Equal([Payable, NoBatch], await town.LinesAsync(again));
        Assert.Equal(1, await town.CountAsync("core.payable"));
    }

    [Fact]
    public async Task A_month_that_was_not_settled_becomes_a_task_with_the_reason()
    {
        await using var town = await FlowTown.OpenAsync();
        await town.ShipAsync("distribuzione-incentivi");
        var id = await town.StartAsync("distribuzione-incentivi");
        await town.QuietAsync();
        Assert.Equal(
            [
                "Nessuna distribuzione: Found no settlement of 2025-10, expected a month that was settled.",
                "Nessuna distinta: Found nothing to pay: no approved amount is open.",
            ],
            await town.LinesAsync(id));
        Assert.Equal("Suspended 0", await town.StatusAsync(id));
    }

    private static async Task<FlowTown> OpenAsync(string now = "2025-11-20T08:00:00+01:00")
    {
        var town = await FlowTown.OpenAsync(now: now);
        await town.SettleAsync(new MarketMonth(2025, 10));
        return town;
    }

    private static async Task<ApproveOutcome> ApproveAsync(FlowTown town, Person person, bool quiet = true, bool told = true)
    {
        var payables = town.Get<Payables>();
        var mark = (await payables.DraftsAsync(town.Community, October, October, FlowTown.Cancellation)).Single().Mark;
        var outcome = await payables.ApproveAsync(town.Community, October, mark, person, FlowTown.Cancellation);
        // As the page does.
        if (told)
            await town.Instances.PublishAsync(
                town.Community.Value, PaymentEvents.Approved(new(2025, 10)), null, null, FlowTown.Cancellation);
        if (quiet) await town.QuietAsync();
        return outcome;
    }

    private static async Task CompleteAsync(FlowTown town, string id, object result)
    {
        var task = (await town.ListAsync($"select key from wf.bookmark where instance_id = '{id}' and kind = 'RunTask'")).Single();
        await town.Instances.CompleteTaskAsync(town.Community.Value, task, result, FlowTown.Cancellation);
        await town.QuietAsync();
    }

    private static Task<List<string>> WaitsAsync(FlowTown town, string id) => town.ListAsync(
        "select (payload #>> '{payload,approvals}') || '/' || (payload #>> '{payload,approvers}') from wf.bookmark"
        + $" where instance_id = '{id}' and kind = 'RunTask'");

    private static async Task IsPayableAsync(FlowTown town, string id)
    {
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal([Payable, NoBatch], await town.LinesAsync(id));
        Assert.Equal(0, await town.CountAsync("core.payout"));
        Assert.Equal(1, await town.CountAsync("core.payable"));
        Assert.Equal(2, await town.CountAsync("core.payable_approval"));
        Assert.Equal(["61967"], await town.ListAsync("select sum(net_cents) from core.payable_line"));
        Assert.Equal(["cassa@borgo.example"], await town.ListAsync("select recipient from core.letter"));
    }
}
