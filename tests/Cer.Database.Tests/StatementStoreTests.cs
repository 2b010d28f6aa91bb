using System.Security.Cryptography;
using System.Text;
using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Reconciling;
using Cer.Storage.Reconciling;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>GSE's statements in the database: whole or not at all, once, and taken back by a row.</summary>
public class StatementStoreTests(PostgresFixture postgres)
{
    private static readonly MarketMonth March = new(2025, 3);

    private static readonly StatementLine[] Lines =
    [
        new(2, March, StatementKind.Complete) { Pod = Sample.School.Code, Withdrawn = 12.345m, Treatment = StatementTreatment.Profiled },
        new(3, March, StatementKind.Complete) { Pod = "IT999E00000777", Withdrawn = 1m },
        new(4, March, StatementKind.Complete)
        {
            Configuration = "CER0001", Unit = "UP-A", Censimp = "IM_1", Injected = 3m, Shared = 2m, Incentivised = 1.5m, Tariff = 124m,
            Tip = 0.19m, Cac = 0.02m, Surplus = 0.01m, Published = new(2025, 6, 10), Paid = new(2025, 7, 31),
        },
        new(5, March, StatementKind.Complete) { Charge = StatementCharge.Fee, Amount = -18.30m },
        new(6, March, StatementKind.Advance) { Unit = "UP-A", Tip = 109.20m, Hour = Sample.Noon },
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StatementStore Store => new(postgres.App);

    [Fact]
    public async Task What_was_taken_in_comes_back_as_it_was_by_import_month_and_kind()
    {
        var community = await postgres.CommunityAsync();
        var (id, isNew) = await Store.ImportAsync(community, File("uno"), Cancellation);
        Assert.True(isNew);
        var told = await Store.StatementsAsync(community, new(2025, 1), new(2025, 12), Cancellation);
        Assert.Equal([(id, StatementKind.Advance), (id, StatementKind.Complete)], told.Select(one => (one.Import, one.Kind)));
        Assert.Equal(Lines.OrderBy(line => line.Number), told.SelectMany(one => one.Lines).OrderBy(line => line.Number));
        Assert.Empty(await Store.StatementsAsync(community, new(2025, 4), new(2025, 12), Cancellation));
        // A point of ours is kept by its number, another one by its code.
        Assert.Equal(1L, await postgres.AskAsync<long>(
            "select count(*) from core.statement_line where community_id = $1 and other_pod = 'IT999E00000777'", community.Value));
        Assert.Equal(1L, await postgres.AskAsync<long>(
            "select count(*) from core.statement_line where community_id = $1 and pod_id is not null", community.Value));
    }

    [Fact]
    public async Task Of_many_who_take_the_same_file_in_at_once_one_does()
    {
        var community = await postgres.CommunityAsync();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.ImportAsync(community, File("due"), Cancellation)));
        Assert.Single(taken, one => one.IsNew);
        Assert.Single(taken.Select(one => one.Id).Distinct());
        Assert.Single(await Store.ImportsAsync(community, 10, Cancellation));
    }

    [Fact]
    public async Task A_file_that_was_taken_back_counts_no_more_and_may_be_taken_in_again()
    {
        var community = await postgres.CommunityAsync();
        var (id, _) = await Store.ImportAsync(community, File("tre"), Cancellation);
        Assert.Equal(StatementUndo.Done, await Store.UndoAsync(community, id, "sbagliato", "test", Sample.Noon, Cancellation));
        Assert.Equal(StatementUndo.Before, await Store.UndoAsync(community, id, "ancora", "test", Sample.Noon, Cancellation));
        Assert.Equal(StatementUndo.Unknown, await Store.UndoAsync(community, id + 1000, "x", "test", Sample.Noon, Cancellation));
        Assert.Empty(await Store.StatementsAsync(community, new(2025, 1), new(2025, 12), Cancellation));
        Assert.Equal("sbagliato", Assert.Single(await Store.ImportsAsync(community, 10, Cancellation)).Reason);
        Assert.True((await Store.ImportAsync(community, File("tre"), Cancellation)).IsNew);
    }

    [Fact]
    public async Task A_file_whose_last_line_cannot_be_kept_leaves_nothing()
    {
        var community = await postgres.CommunityAsync();
        var import = File("quattro") with
        {
            Lines = [.. Lines, new(7, March, StatementKind.Complete) { Unit = new('x', 61), Tip = 1m }],
        };
        await Assert.ThrowsAsync<PostgresException>(() => Store.ImportAsync(community, import, Cancellation));
        Assert.Empty(await Store.ImportsAsync(community, 10, Cancellation));
    }

    [Fact]
    public async Task An_equal_profile_is_found_again_and_a_changed_one_is_its_next_version()
    {
        var community = await postgres.CommunityAsync();
        var profile = StatementProfile.Canonical with { Name = "portale" };
        Assert.Equal(1, await Store.AddProfileAsync(community, profile, "test", Sample.Noon, Cancellation));
        Assert.Equal(1, await Store.AddProfileAsync(community, profile, "test", Sample.Noon, Cancellation));
        Assert.Equal(2, await Store.AddProfileAsync(community, profile with { Energy = "MWh" }, "test", Sample.Noon, Cancellation));
        var kept = Assert.Single(await Store.ProfilesAsync(community, Cancellation));
        Assert.Equal((2, "MWh", "mese"), (kept.Version, kept.Profile.Energy, kept.Profile.Columns["month"]));
    }

    [Fact]
    public async Task Dashboards_show_the_statement_that_holds_and_what_was_typed_only_without_one()
    {
        var community = await postgres.CommunityAsync();
        await new Cer.Storage.Paying.MoneyStore(postgres.App).AddAsync(
            community,
            Cer.Operations.Paying.Ledger.Incentives,
            new(Cer.Operations.Paying.Standing.Advised, new(2025, 3), "complete", null, new(99_99), new(2025, 6, 10), "a mano"),
            "test",
            Sample.Noon,
            Cancellation);
        Assert.Equal(99.99m, await AdvisedAsync());
        var (id, _) = await Store.ImportAsync(community, File("cinque"), Cancellation);
        Assert.Equal(0.21m, await AdvisedAsync());
        await Store.UndoAsync(community, id, "x", "test", Sample.Noon, Cancellation);
        Assert.Equal(99.99m, await AdvisedAsync());

        Task<decimal> AdvisedAsync() => postgres.AskAsync<decimal>(
            "select advised_eur from rep.money_month where community_id = $1 and month = '2025-03-01'", community.Value);
    }

    private static NewImport File(string name) => new()
    {
        FileName = $"{name}.csv",
        Sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(name)),
        Profile = new(StatementProfile.Canonical, 0),
        Lines = Lines,
        Who = "test",
        At = Sample.Noon,
    };
}
