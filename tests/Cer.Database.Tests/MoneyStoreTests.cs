using Cer.Operations.Paying;
using Cer.Storage.Paying;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Entries of the ledgers and payable lines: kept, reversed once, refused by the database when they cannot be.</summary>
public class MoneyStoreTests(PostgresFixture postgres)
{
    private static readonly NewEntry Advance =
        new(Standing.Advised, new(2025, 10), "advance", null, new(497_36), new(2025, 11, 25), "GSE 1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MoneyStore Money => new(postgres.App);

    [Theory]
    [InlineData(Ledger.Incentives)]
    [InlineData(Ledger.Sale)]
    public async Task An_entry_comes_back_as_it_was_entered_and_only_in_its_ledger(Ledger ledger)
    {
        var community = await postgres.CommunityAsync();
        var entry = Advance with { Kind = EntryWords.Kinds(ledger)[0], Amount = new(-1) };
        var id = await Money.AddAsync(community, ledger, entry, "test", Sample.Noon, Cancellation);
        var kept = Assert.Single(await Money.EntriesAsync(community, ledger, new(2025, 10), new(2025, 10), Cancellation));
        Assert.Equal(new(id!.Value, entry, null, "test", Sample.Noon, null, null, null), kept);
        var other = ledger == Ledger.Sale ? Ledger.Incentives : Ledger.Sale;
        Assert.Empty(await Money.EntriesAsync(community, other, new(2000, 1), new(2099, 1), Cancellation));
        Assert.Empty(await Money.EntriesAsync(community, ledger, new(2025, 11), new(2025, 12), Cancellation));
        Assert.IsType<ReverseOutcome.Unknown>(
            await Money.ReverseAsync(community, other, id.Value, "x", "test", Sample.Noon, Cancellation));
    }

    [Fact]
    public async Task Of_many_who_take_an_entry_back_at_once_one_does()
    {
        var community = await postgres.CommunityAsync();
        var id = await Money.AddAsync(community, Ledger.Incentives, Advance, "test", Sample.Noon, Cancellation);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Money.ReverseAsync(community, Ledger.Incentives, id!.Value, "x", "test", Sample.Noon, Cancellation)));
        Assert.Single(outcomes, outcome => outcome is ReverseOutcome.Reversed);
        Assert.Equal(7, outcomes.Count(outcome => outcome is ReverseOutcome.Settled));
        var kept = await Money.EntriesAsync(community, Ledger.Incentives, new(2025, 1), new(2025, 12), Cancellation);
        Assert.Equal([497_36L, -497_36], kept.Select(entry => entry.What.Amount.Cents));
        Assert.Equal(kept[1].Id, kept[0].ReversedBy);
    }

    [Fact]
    public async Task A_plant_of_another_community_is_no_plant()
    {
        var (own, other) = (await postgres.CommunityAsync(), await postgres.CommunityAsync());
        var plant = await postgres.AskAsync<int>("select min(id) from core.plant where community_id = $1", other.Value);
        Assert.Null(await Money.AddAsync(own, Ledger.Incentives, Advance with { Plant = plant }, "test", Sample.Noon, Cancellation));
        Assert.NotNull(await Money.AddAsync(other, Ledger.Incentives, Advance with { Plant = plant }, "test", Sample.Noon, Cancellation));
    }

    [Fact]
    public async Task Of_many_who_choose_a_profile_at_once_each_makes_a_revision()
    {
        var community = await postgres.CommunityAsync();
        var store = new PayableStore(postgres.App);
        var member = await postgres.AskAsync<int>("select min(id) from core.member where community_id = $1", community.Value);
        var choice = new TaxChoice(new(2026, 1, 1), new(4m, 22m), "base", "motivo");
        var revisions = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            store.AddProfileAsync(community, member, choice, "test", Sample.Noon, Cancellation)));
        Assert.Equal(Enumerable.Range(1, 6), revisions.Select(revision => revision!.Value).Order());
        var kept = await store.ProfilesAsync(community, Cancellation);
        Assert.All(kept, profile => Assert.Equal(choice, profile.Choice));
        Assert.Equal(6L, await postgres.CountAsync(community, "tax_profile"));
        Assert.Equal(ApprovalRule.Default, await store.RuleAsync(community, Cancellation));
    }

    [Theory]
    [InlineData("net_cents + 1", "0", "0", "null")] // net and withheld are not the gross amount
    [InlineData("net_cents", "5", "0", "null")]     // a tax without a chosen profile
    [InlineData("net_cents", "0", "5", "null")]
    public async Task The_database_refuses_a_line_that_does_not_add_up_or_is_taxed_without_a_profile(
        string gross, string withheld, string vat, string profile)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => postgres.AskAsync<int>($"""
            insert into core.payable_line (community_id, month, revision, ordinal, fund, gross_cents, withheld_cents, vat_cents,
              net_cents, tax_revision)
            select 1, '2025-10-01', 1, 1, 'f', {gross} + {withheld}, {withheld}, {vat}, net_cents, {profile}
            from (select 10 as net_cents) as sent
            returning ordinal
            """));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
    }

    [Fact]
    public void The_profile_in_force_is_that_of_the_last_first_day_and_then_the_newest()
    {
        var choices = new[] { (1, new LocalDate(2026, 1, 1)), (2, new LocalDate(2026, 3, 31)), (3, new LocalDate(2026, 1, 1)) };
        var versions = choices.Select(choice => new TaxProfile(
            "m", choice.Item1, new(choice.Item2, new(choice.Item1, 0m), "b", "r"), "test", Sample.Noon)).ToArray();
        Assert.Null(TaxProfile.InForce(versions, new(2025, 12)));
        Assert.Equal(3, TaxProfile.InForce(versions, new(2026, 2))!.Revision);
        Assert.Equal(2, TaxProfile.InForce(versions, new(2026, 3))!.Revision);
        Assert.Equal(2, TaxProfile.InForce(versions.Reverse(), new(2027, 1))!.Revision);
    }
}
