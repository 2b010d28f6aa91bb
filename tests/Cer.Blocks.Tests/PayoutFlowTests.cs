using Cer.Domain;
using Cer.Domain.Banking;
using Cer.Host.Workflows.Shipped;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.People;
using Cer.Workflows.Definitions;
using NodaTime;

namespace Cer.Blocks.Tests;

/// <summary>The batch at the end of a distribution: one draft whatever happens, approved by people, sent by nobody here.</summary>
public sealed class PayoutFlowTests
{
    private const string Flow = "distribuzione-incentivi";
    private const string Treasurer = "cassa@borgo.example";
    private const string Payable = "2025-10: pagabili 619.67 euro netti in 32 righe";

    // What members get by members.csv of the golden folder: 30 of them more than nothing.
    private const string Approved = "Distinta 1 approvata: 30 pagamenti, 573.02 euro";

    private static readonly YearMonth October = new(2025, 10);

    [Fact]
    public async Task What_can_be_paid_becomes_one_draft_that_two_people_approve_and_no_file_is_made()
    {
        await using var town = await OpenAsync();
        var people = await PeopleAsync(town);
        var id = await town.StartAsync(await town.ShipAsync(Flow), "il-20", ("Tesoriere", Treasurer));
        await town.QuietAsync();
        await ApproveMonthAsync(town, people);
        await town.QuietAsync();
        Assert.Equal(["1: 30 of 57302 by workflow"], await BatchesAsync(town));
        Assert.Equal(["Approvare la distinta n. 1: 0/2"], await WaitsAsync(town, id));

        Assert.IsType<PayoutOutcome.Done>(await ApproveAsync(town, 1, people[0]));
        Assert.IsType<PayoutOutcome.Refused>(await ApproveAsync(town, 1, people[0]));
        await town.QuietAsync();
        Assert.Equal(["Approvare la distinta n. 1: 1/2"], await WaitsAsync(town, id));
        Assert.IsType<PayoutOutcome.Done>(await ApproveAsync(town, 1, people[1]));
        await town.QuietAsync();
        await IsDoneAsync(town, id);
        Assert.Equal(
            ["Distinta n. 1 approvata", "Pagamenti di 2025-10 approvati"],
            await town.ListAsync("select subject from core.letter order by 1"));
    }

    [Fact]
    public async Task Where_the_regolamento_asks_for_one_approver_one_is_enough()
    {
        await using var town = await OpenAsync();
        var people = await PeopleAsync(town);
        await town.RunAsync("insert into core.approval_rule (community_id, revision, approvers, reason, set_by, set_at)"
            + $" values ({town.Community}, 1, 1, 'art. 12', 'test', now())");
        await town.ShipAsync(Flow);
        var id = await town.StartAsync(Flow, ("Mese", "2025-10"));
        await town.QuietAsync();
        await ApproveMonthAsync(town, people[..1]);
        await town.QuietAsync();
        await ApproveAsync(town, 1, people[0]);
        await town.QuietAsync();
        await IsDoneAsync(town, id);
    }

    [Fact]
    public async Task Killed_before_and_after_every_commit_and_run_again_it_leaves_one_batch()
    {
        await using var town = await OpenAsync();
        var people = await PeopleAsync(town);
        await town.ShipAsync(Flow);
        var first = await town.StartAsync(Flow, ("Mese", "2025-10"));
        var deaths = await town.QuietWithDeathsAsync();
        await ApproveMonthAsync(town, people);
        deaths += await town.QuietWithDeathsAsync();
        var second = await town.StartAsync(Flow, ("Mese", "2025-10"));
        deaths += await town.QuietWithDeathsAsync();
        Assert.Equal(["1: 30 of 57302 by workflow"], await BatchesAsync(town));
        Assert.Equal("false", await town.OutputAsync(second, "distinta", "isNew"));
        foreach (var person in people)
        {
            await ApproveAsync(town, 1, person);
            deaths += await town.QuietWithDeathsAsync();
        }

        Assert.InRange(deaths, 15, 200);
        await IsDoneAsync(town, first);
        await IsDoneAsync(town, second);

        // Once more behind it: there is nothing left to pay, and it says so.
        var third = await town.StartAsync(Flow, ("Mese", "2025-10"));
        await town.QuietAsync();
        Assert.Equal(
            [Payable, "Nessuna distinta: Found nothing to pay: no approved amount is open."], await town.LinesAsync(third));
        Assert.Equal("Finished 0", await town.StatusAsync(third));
    }

    [Fact]
    public async Task Nodes_killed_with_signal_9_at_every_commit_make_one_batch_and_tell_of_it_once()
    {
        await using var town = await OpenAsync("2025-11-20T07:59:00+01:00");
        var people = await PeopleAsync(town);
        await PublishForTreasurerAsync(town);
        town.Time.Now += TimeSpan.FromMinutes(1);
        await using var nodes = new MortalNodes(town);
        var commits = await nodes.QuietAsync();
        await ApproveMonthAsync(town, people);
        commits.AddRange(await nodes.QuietAsync());
        foreach (var person in people)
        {
            await ApproveAsync(town, 1, person);
            commits.AddRange(await nodes.QuietAsync());
        }

        Assert.Equal(2, commits.Count(commit => commit == "outbox"));
        await town.EveryStepWasDiedAtAsync(commits, Flow);
        await IsDoneAsync(town, (await town.ListAsync("select id from wf.instance")).Single());
        Assert.Equal([Treasurer, Treasurer], await town.ListAsync("select recipient from core.letter"));
    }

    [Fact]
    public async Task Who_says_no_leaves_a_draft_and_a_task_and_what_is_given_up_on_the_page_is_told_too()
    {
        await using var town = await OpenAsync();
        var people = await PeopleAsync(town);
        await town.ShipAsync(Flow);
        var id = await town.StartAsync(Flow, ("Mese", "2025-10"));
        await town.QuietAsync();
        await ApproveMonthAsync(town, people);
        await town.QuietAsync();
        await EndAsync(town, id, "approvo nella pagina dei pagamenti", null);
        Assert.Equal(["Approvare la distinta n. 1: 0/2"], await WaitsAsync(town, id));
        await EndAsync(town, id, "non approvo", "IBAN da rivedere");
        Assert.Equal([Payable, "Distinta 1 non approvata: Given up: IBAN da rivedere"], await town.LinesAsync(id));
        Assert.Equal(
            ["Distinta n. 1 non approvata: annullarla o correggerla nella pagina dei pagamenti"],
            await town.ListAsync($"select payload ->> 'taskName' from wf.bookmark where instance_id = '{id}' and kind = 'RunTask'"));
        Assert.Equal(0, await town.CountAsync("core.payout_end"));
        Assert.Equal(0, await town.CountAsync("core.payout_approval"));

        // The batch stands: the next run waits for it, until somebody gives it up on the page.
        var again = await town.StartAsync(Flow, ("Mese", "2025-10"));
        await town.QuietAsync();
        Assert.Equal(["Approvare la distinta n. 1: 0/2"], await WaitsAsync(town, again));
        Assert.IsType<PayoutOutcome.Done>(await town.Get<IPayoutStore>().CancelAsync(
            town.Community, 1, "altro conto", "test", Instant.FromDateTimeOffset(town.Time.Now), FlowTown.Cancellation));
        await ToldAsync(town, 1);
        await town.QuietAsync();
        Assert.Equal([Payable, "Distinta 1 non approvata: Given up: altro conto"], await town.LinesAsync(again));

        // What it would have paid is open again.
        var anew = await town.StartAsync(Flow, ("Mese", "2025-10"));
        await town.QuietAsync();
        Assert.Equal(["Approvare la distinta n. 2: 0/2"], await WaitsAsync(town, anew));
    }

    [Fact]
    public async Task A_batch_whose_day_passed_or_whose_accounts_changed_is_not_waited_for_and_without_an_account_none_is_made()
    {
        await using var town = await OpenAsync(withAccount: false);
        var people = await PeopleAsync(town);
        await town.ShipAsync(Flow);
        var bare = await town.StartAsync(Flow, ("Mese", "2025-10"));
        await town.QuietAsync();
        await ApproveMonthAsync(town, people);
        await town.QuietAsync();
        Assert.Equal(
            [Payable, "Distinta non fatta: Found no account of the community, expected one to pay from."], await town.LinesAsync(bare));
        Assert.Equal(0, await town.CountAsync("core.payout"));

        await AccountAsync(town);
        var late = await town.StartAsync(Flow, ("Mese", "2025-10"));
        await town.QuietAsync();
        town.Time.Now += TimeSpan.FromDays(20);
        await town.QuietAsync();
        Assert.Equal(
            "Distinta 1 non approvata: Found a batch whose day has passed, expected one to come: give it up and draft it anew.",
            (await town.LinesAsync(late))[1]);
    }

    /// <summary>A settled month, bank details of everybody, and a rule that pays before GSE has paid.</summary>
    private static async Task<FlowTown> OpenAsync(string now = "2025-11-20T08:00:00+01:00", bool withAccount = true)
    {
        var town = await FlowTown.OpenAsync(now: now);
        await town.SettleAsync(new MarketMonth(2025, 10));
        var (banks, at) = (town.Get<IBankStore>(), Instant.FromDateTimeOffset(town.Time.Now));
        await banks.SetRuleAsync(
            town.Community, new(0, Money.Zero, 0m, false, "art. 9", null, null), "test", at, FlowTown.Cancellation);
        foreach (var member in await town.ListAsync($"select id from core.member where community_id = {town.Community}"))
        {
            var account = new BankAccount(Iban.Parse("IT33C9999999999000000000002", null), null, "Titolare");
            await banks.AddAsync(
                town.Community, int.Parse(member, null), account, "modulo", "test", at, FlowTown.Cancellation);
        }

        if (withAccount) await AccountAsync(town);
        return town;
    }

    private static Task<int> AccountAsync(FlowTown town) => town.Get<IBankStore>().SetAsync(
        town.Community, new(Iban.Parse("IT56B9999999999000000000001", null), null, "CER"), null, "contratto", "test",
        Instant.FromDateTimeOffset(town.Time.Now), FlowTown.Cancellation);

    private static async Task<Person[]> PeopleAsync(FlowTown town) =>
        [await town.AddPersonAsync("anna", Role.Approver), await town.AddPersonAsync("bruno", Role.Approver)];

    /// <summary>As a designer does who always wants the treasurer told: a schedule has no inputs.</summary>
    private static Task<string> PublishForTreasurerAsync(FlowTown town)
    {
        var shipped = ShippedFlows.All.Single(flow => flow.Definition.DefinitionId == Flow).Definition;
        var told = DefinitionText.Write(shipped).Replace("getInput('Tesoriere')", $"'{Treasurer}'", StringComparison.Ordinal);
        return town.PublishAsync(DefinitionText.Read(told));
    }

    private static async Task ApproveMonthAsync(FlowTown town, Person[] people)
    {
        var payables = town.Get<Payables>();
        foreach (var person in people)
        {
            var mark = (await payables.DraftsAsync(town.Community, October, October, FlowTown.Cancellation)).Single().Mark;
            Assert.IsType<ApproveOutcome.Approved>(
                await payables.ApproveAsync(town.Community, October, mark, person, FlowTown.Cancellation));
        }

        // As the page does.
        await town.Instances.PublishAsync(
            town.Community.Value, PaymentEvents.Approved(new(2025, 10)), null, null, FlowTown.Cancellation);
    }

    private static async Task<PayoutOutcome> ApproveAsync(FlowTown town, int payout, Person person)
    {
        var kept = (await town.Get<IPayoutStore>().ListAsync(town.Community, FlowTown.Cancellation)).Single(one => one.Id == payout);
        var outcome = await town.Get<MakePayouts>().ApproveAsync(town.Community, payout, kept.Mark, person, FlowTown.Cancellation);
        await ToldAsync(town, payout);
        return outcome;
    }

    private static async Task ToldAsync(FlowTown town, int payout) => await town.Instances.PublishAsync(
        town.Community.Value, PaymentEvents.Payout(payout), null, null, FlowTown.Cancellation);

    private static async Task EndAsync(FlowTown town, string id, string decision, string? why)
    {
        var task = (await town.ListAsync($"select key from wf.bookmark where instance_id = '{id}' and kind = 'RunTask'")).Single();
        var answer = new OrderedDictionary<string, object?> { ["decisione"] = decision, ["motivo"] = why };
        await town.Instances.CompleteTaskAsync(town.Community.Value, task, answer, FlowTown.Cancellation, "person:1");
        await town.QuietAsync();
    }

    private static Task<List<string>> BatchesAsync(FlowTown town) => town.ListAsync("""
        select batch.id || ': ' || count(*) || ' of ' || sum(cents) || ' by ' || batch.made_by
        from core.payout as batch join core.payout_payment as paid on paid.community_id = batch.community_id and paid.payout_id = batch.id
        group by batch.id, batch.made_by order by batch.id
        """);

    private static Task<List<string>> WaitsAsync(FlowTown town, string id) => town.ListAsync(
        "select (payload ->> 'taskName') || ': ' || (payload #>> '{payload,approvals}') || '/' || (payload #>> '{payload,approvers}')"
        + $" from wf.bookmark where instance_id = '{id}' and kind = 'RunTask'");

    private static async Task IsDoneAsync(FlowTown town, string id)
    {
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal([Payable, Approved], await town.LinesAsync(id));
        Assert.Equal(["1: 30 of 57302 by workflow"], await BatchesAsync(town));
        Assert.Equal(0, await town.CountAsync("core.payout_file"));
    }
}
