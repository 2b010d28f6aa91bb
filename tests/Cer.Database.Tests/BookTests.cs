using System.Text;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Books;
using Cer.Storage;
using Cer.Storage.Paying;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>The books: posted with what causes them, balanced whoever writes, corrected by other entries alone.</summary>
public class BookTests(PostgresFixture postgres)
{
    private static readonly YearMonth January = new(2026, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Every figure of this test was worked out by hand, as an accountant would on paper. EUR:
    //   approved: Comune 600.00; Bottega 400.00 less 4 % = 16.00 of tax; fund 111.11      GSE owes 1,111.11
    //   GSE keeps 61.00 of fees and pays 1,050.11                                          GSE owes 0
    //   paid with 10 % kept back: Comune 540.00 (60.00 kept), Bottega 345.60 (38.40 kept)  on the way 885.60
    //   the bank books the Comune's and refuses the Bottega's                              on the way 0
    [Fact]
    public async Task A_month_from_approval_to_the_bank_comes_to_the_trial_balance_worked_by_hand()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.RuleAsync(0, 10m, false);
        await town.ApproveAsync(January, (60000, 0), (40000, 1600), 11111);
        Assert.Equal(
            new Dictionary<BookAccount, long>
            {
                [new("gse", null, null)] = 111111,
                [new("tax", null, null)] = -1600,
                [new("fund", null, "gestione")] = -11111,
                [new("member", town.Comune, null)] = -60000,
                [new("member", town.Bottega, null)] = -38400,
            },
            await town.BalancesAsync());
        await town.MoneyAsync(January, "advised", "fee", -6100);
        await town.MoneyAsync(January, "advised", "complete", 111111);
        await town.MoneyAsync(January, "received", "advance", 105011);

        var payout = (await town.DraftAsync())!.Value;
        await town.ApproveAsync(payout);
        await town.SendAsync(payout);
        Assert.Equal(
            new Dictionary<BookAccount, long>
            {
                [new("bank", null, null)] = 105011,
                [new("fee", null, null)] = 6100,
                [new("tax", null, null)] = -1600,
                [new("transit", null, null)] = -88560,
                [new("fund", null, "gestione")] = -11111,
                [new("retained", town.Comune, null)] = -6000,
                [new("retained", town.Bottega, null)] = -3840,
            },
            await town.BalancesAsync());

        await town.TellAsync(payout, Ordinal(town.Comune), "booked");
        await town.TellAsync(payout, Ordinal(town.Bottega), "rejected");
        Assert.Equal(
            new Dictionary<BookAccount, long>
            {
                [new("bank", null, null)] = 51011,
                [new("fee", null, null)] = 6100,
                [new("tax", null, null)] = -1600,
                [new("fund", null, "gestione")] = -11111,
                [new("member", town.Bottega, null)] = -38400,
                [new("retained", town.Comune, null)] = -6000,
            },
            await town.BalancesAsync());
        // The sheet of the bank account: in, out, and what is left after each.
        var sheet = await town.Books.SheetAsync(town.Community, new("bank", null, null), new(2026, 12, 31), Cancellation);
        Assert.Equal([(105011L, 105011L), (-54000L, 51011L)], sheet.Select(line => (line.Amount.Cents, line.Balance.Cents)));
        Assert.Equal(["money", "booked"], sheet.Select(line => line.Kind));
        // As of the day before anything was booked.
        var before = await town.Books.TrialAsync(town.Community, new(2026, 1, 14), Cancellation);
        Assert.Equal(105011L, before.Single(line => line.Account.Kind == "bank").Balance.Cents);

        int Ordinal(int member) => member == Math.Min(town.Comune, town.Bottega) ? 1 : 2;
    }

    // By hand, for 2026, EUR: the Bottega is dealt 4.00 less 0.16 of tax, 0.38 of it is kept back (10 %), 3.46 paid and returned.
    [Fact]
    public async Task The_account_of_a_year_opens_and_closes_with_what_is_owed()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.RuleAsync(0, 10m, false);
        await town.ApproveAsync(January, (60000, 0), (400, 16), 11111);
        var payout = (await town.DraftAsync())!.Value;
        await town.ApproveAsync(payout);
        await town.SendAsync(payout);
        await town.TellAsync(payout, 1, "booked");
        await town.TellAsync(payout, 2, "booked");
        var ordinal = (await town.KeptAsync(payout)).Payments.Single(payment => payment.Member == town.Bottega).Ordinal;
        await town.TellAsync(payout, ordinal, "returned");
        var years = new YearStore(postgres.App);
        var year = await years.YearAsync(town.Community, 2026, Cancellation);
        Assert.Equal(
            [
                new(town.Comune, new(0), new(60000), new(0), new(0), new(54000), new(0), new(6000), new(0), new(6000)),
                new(town.Bottega, new(0), new(400), new(16), new(0), new(346), new(346), new(0), new(0), new(384)),
            ],
            year.Members.OrderBy(member => member.Member != town.Comune));
        Assert.All(year.Members, member => Assert.Equal(
            member.Closing, member.Opening + member.Gross - member.Withheld + member.Other - member.Paid + member.Returned));
        Assert.Equal(new YearFund("gestione", new(0), new(11111), new(0), new(11111)), Assert.Single(year.Funds));
        var next = await years.YearAsync(town.Community, 2027, Cancellation);
        Assert.Equal([6000L, 384L], next.Members.OrderBy(member => member.Member != town.Comune).Select(member => member.Opening.Cents));
        Assert.All(next.Members, member => Assert.Equal(member.Opening, member.Closing));
        Assert.Equal((1, 2), (await KeepAsync(1), await KeepAsync(2)));
        Assert.Equal([2, 1], (await years.KeptAsync(town.Community, 2026, Cancellation)).Select(kept => kept.Number));
        Assert.Equal(1, Assert.Single((await years.WorkbookAsync(town.Community, 2026, 1, Cancellation))!));
        Assert.Null(await years.WorkbookAsync(town.Community, 2026, 3, Cancellation));

        Task<int> KeepAsync(byte content) => years.KeepAsync(
            town.Community, 2026, number => Task.FromResult(new NewYear([content], [9], [])), "test", Sample.Noon, Cancellation);
    }

    [Fact]
    public async Task What_was_dealt_is_told_by_contribution_and_taken_back_where_other_amounts_were_approved()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.ApproveAsync(January, (1000, 0), (500, 20), 100);
        await town.ApproveAsync(January, (1300, 0), (400, 16), 100);
        var year = await new YearStore(postgres.App).YearAsync(town.Community, 2026, Cancellation);
        Assert.Equal(
            [(town.Comune, null, 1300L, 0L), (town.Bottega, null, 400, 16), ((int?)null, "gestione", 100, 0)],
            year.Shares.OrderBy(share => share.Member is null).ThenBy(share => share.Member != town.Comune)
                .Select(share => (share.Member, share.Fund, share.Gross.Cents, share.Withheld.Cents)));
        Assert.All(year.Shares, share => Assert.Equal(share.Gross, share.Tip + share.Cac + share.Surplus + share.Corrections));
        Assert.Equal(January, Assert.Single(year.Months).Month);
        Assert.Equal(
            [("gse", 0L, 3400L, 1600L), ("tax", 0, 20, 36), ("fund", 0, 100, 200), ("member", 0, 1480, 3164)],
            year.Balances.Select(row => (row.Account, row.Opening.Cents, row.Debit.Cents, row.Credit.Cents)));
        Assert.Empty((await new YearStore(postgres.App).YearAsync(town.Community, 2027, Cancellation)).Shares);
    }

    [Fact]
    public async Task Papers_are_pressed_once_and_one_that_cannot_be_says_why()
    {
        // In a database apart: the press takes what waits of every community.
        await using var database = await TestDatabase.CreateMigratedAsync();
        var community = (await new CommunityStore(database.App).SaveAsync("c", Sample.Definition, "test", Cancellation)).Community;
        var years = new YearStore(database.App);
        await years.KeepAsync(
            community, 2026, _ => Task.FromResult(new NewYear([1], [2], [(null, "<p>tutti</p>"), (1, "<p>uno</p>"), (2, "rotto")])), "test",
            Sample.Noon, Cancellation);
        Assert.All(Assert.Single(await years.KeptAsync(community, 2026, Cancellation)).Papers, paper => Assert.True(paper.IsWaiting));
        Assert.Equal(2, await PressAsync(2));
        Assert.Equal(1, await PressAsync(2));
        Assert.Equal(0, await PressAsync(2));
        Assert.Equal(
            [(1, null, 3, null), (2, 1, 3, null), (3, 2, (int?)null, "Found nothing.")],
            Assert.Single(await years.KeptAsync(community, 2026, Cancellation)).Papers
                .Select(paper => (paper.Paper, paper.Member, paper.Pages, paper.Problem)));
        Assert.Equal("<p>uno</p>", Encoding.UTF8.GetString((await years.PdfAsync(new(community, 2026, 1, 2), Cancellation))!));
        Assert.Null(await years.PdfAsync(new(community, 2026, 1, 3), Cancellation));

        Task<int> PressAsync(int most) => years.PressAsync(
            most, (_, html, _) => Task.FromResult(html == "rotto"
                ? new PressedYear(null, null, "Found nothing.")
                : new PressedYear(Encoding.UTF8.GetBytes(html), 3, null)), Sample.Noon, Cancellation);
    }

    [Fact]
    public async Task Approved_again_with_other_amounts_the_earlier_entry_is_reversed_and_both_stay()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.ApproveAsync(January, (1000, 0), (500, 0), 100);
        await town.ApproveAsync(January, (1300, 0), (400, 0), 100);
        Assert.Equal(
            new Dictionary<BookAccount, long>
            {
                [new("gse", null, null)] = 1800,
                [new("fund", null, "gestione")] = -100,
                [new("member", town.Comune, null)] = -1300,
                [new("member", town.Bottega, null)] = -400,
            },
            await town.BalancesAsync());
        Assert.Equal(3L, await postgres.CountAsync(town.Community, "ledger_entry"));
        var sheet = await town.Books.SheetAsync(town.Community, new("member", town.Bottega, null), new(2026, 12, 31), Cancellation);
        Assert.Equal([(-500L, null), (500L, (int?)1), (-400L, null)], sheet.Select(line => (line.Amount.Cents, line.Reverses)));
    }

    [Fact]
    public async Task What_somebody_writes_is_written_once_and_taken_back_once_and_what_an_act_caused_is_not()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.ApproveAsync(January, (1000, 0), (500, 0), 100);
        var tax = new NewBookEntry(
            new(2026, 1, 14), "F24 1/2026", "Ritenute versate", "chiave", [(new("tax", null, null), new(1600)), (new("bank",
                null, null), new(-1600))]);
        Assert.Equal(2, await town.Books.AddAsync(town.Community, tax, "test", Sample.Noon, Cancellation));
        Assert.Equal(2, await town.Books.AddAsync(town.Community, tax, "test", Sample.Noon, Cancellation));
        var stranger = tax with
        {
            Key = "altra",
            Lines = [(new("member", int.MaxValue, null), new(1)), (new("bank", null, null),
            new(-1))]
        };
        Assert.Null(await town.Books.AddAsync(town.Community, stranger, "test", Sample.Noon, Cancellation));
        Assert.IsType<ReverseOutcome.Reversed>(await ReverseAsync(2));
        Assert.IsType<ReverseOutcome.Settled>(await ReverseAsync(2));
        Assert.IsType<ReverseOutcome.Settled>(await ReverseAsync(1));
        Assert.IsType<ReverseOutcome.Unknown>(await ReverseAsync(99));
        Assert.DoesNotContain(new("bank", null, null), (await town.BalancesAsync()).Keys);

        Task<ReverseOutcome> ReverseAsync(int entry) =>
            town.Books.ReverseAsync(town.Community, entry, new(2026, 1, 15), "errore", "test", Sample.Noon, Cancellation);
    }

    [Theory]
    [InlineData(5, -4)]
    [InlineData(5, 5)]
    public async Task The_database_refuses_an_entry_that_does_not_come_to_zero_whoever_writes_it(long debit, long credit)
    {
        var town = await PayoutTown.OfAsync(postgres);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => town.RunAsync(
            """
            select core.post_entry($1, '2026-01-14', 'manual', 'prova', null, null, 'test', now(), array['bank', 'fee'],
              array[null, null]::int[], array[null, null]::text[], array[null, null]::date[], array[$2, $3])
            """,
            town.Community.Value, debit, credit));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
        Assert.Equal(0L, await postgres.CountAsync(town.Community, "ledger_entry"));
    }

    [Fact]
    public async Task Nobody_adds_lines_to_an_entry_that_is_there_nor_leaves_a_hole_in_the_numbers()
    {
        var town = await PayoutTown.OfAsync(postgres);
        await town.ApproveAsync(January, (1000, 0), (500, 0), 100);
        var later = await Assert.ThrowsAsync<PostgresException>(() => town.RunAsync(
            """
            insert into core.ledger_line (community_id, entry_id, ordinal, account, cents)
            values ($1, 1, 90, 'bank', 5), ($1, 1, 91, 'fee', -5)
            """,
            town.Community.Value));
        Assert.Equal(PostgresErrorCodes.CheckViolation, later.SqlState);
        var hole = await Assert.ThrowsAsync<PostgresException>(() => town.RunAsync(
            """
            insert into core.ledger_entry (community_id, id, on_day, kind, source, lines, made_by, made_at)
            values ($1, 3, '2026-01-14', 'manual', 'x', 2, 'test', now())
            """,
            town.Community.Value));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, hole.SqlState);
    }
}
