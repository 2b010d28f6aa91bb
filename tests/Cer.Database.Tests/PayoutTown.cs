using Cer.Domain.Banking;
using Cer.Operations.Paying.Books;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Storage.Paying;
using Cer.Storage.Paying.Payouts;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>A community whose amounts are approved, received and paid as a test says.</summary>
internal sealed class PayoutTown
{
    public static readonly LocalDate Day = new(2026, 1, 16);

    private readonly PostgresFixture _postgres;
    private readonly Dictionary<YearMonth, long> _runs = [];

    private PayoutTown(PostgresFixture postgres, CommunityId community, int comune, int bottega, Person[] people) =>
        (_postgres, Community, Comune, Bottega, People) = (postgres, community, comune, bottega, people);

    public CommunityId Community { get; }

    public int Comune { get; }

    public int Bottega { get; }

    public Person[] People { get; }

    public BookStore Books => new(_postgres.App);

    public BankStore Banks => new(_postgres.App);

    public PayoutStore Payouts => new(_postgres.App);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PayoutTown> OfAsync(PostgresFixture postgres, bool withBanks = true)
    {
        var community = await postgres.CommunityAsync();
        var people = new List<Person>();
        for (var i = 0; i < 2; i++)
        {
            var login = $"p{Guid.NewGuid():N}";
            var id = await postgres.AskAsync<int>("insert into core.person (login, name) values ($1, $1) returning id", login);
            people.Add(new(id, login, login, "it", false, []));
        }

        var town = new PayoutTown(postgres, community, await MemberAsync("comune"), await MemberAsync("bottega"), [.. people]);
        if (!withBanks) return town;
        await town.Banks.SetAsync(
            community, new(Iban.Parse("IT56B9999999999000000000001", null), null, "CER"), null, "contratto", "test", Sample.Noon,
            Cancellation);
        await town.BankAsync(town.Comune, "IT33C9999999999000000000002");
        await town.BankAsync(town.Bottega, "IT10D9999999999000000000003");
        return town;

        Task<int> MemberAsync(string code) => postgres.AskAsync<int>(
            "select id from core.member where community_id = $1 and code = $2", community.Value, code);
    }

    public Task<int?> BankAsync(int member, string? iban) => Banks.AddAsync(
        Community, member, iban is null
            ? null : new(Iban.Parse(iban, null), null, $"Titolare {member}"), "modulo", "test", Sample.Noon, Cancellation);

    /// <summary>Two people approve amounts of a month, gross and withheld; they take the place of those approved before.</summary>
    public async Task ApproveAsync(YearMonth month, (long Gross, long Withheld) comune, (long Gross, long Withheld) bottega, long fund)
    {
        if (!_runs.TryGetValue(month, out var run))
            run = _runs[month] = await new ClosingMonths(_postgres.App).SettleAsync(Community, month, 1, (1, 1, 0));
        var day = month.OnDayOfMonth(1).ToDateOnly();
        var revision = await _postgres.AskAsync<int>(
            """
            insert into core.payable (community_id, month, revision, run_id, sha256, approvers, made_at)
            select $1, $2, 1 + coalesce(max(revision), 0), $3, sha256('x'), 2, $4 from core.payable where community_id = $1 and month = $2
            returning revision
            """,
            Community.Value, day, run, Sample.Noon.ToDateTimeUtc());
        await RunAsync(
            """
            insert into core.payable_line (community_id, month, revision, ordinal, member_id, fund, gross_cents, withheld_cents,
              vat_cents, net_cents, tax_revision)
            select $1, $2, $3, line.ordinal, line.member, line.fund, line.gross, line.withheld, 0, line.gross - line.withheld, 1
            from (values (1, $4, null, $5, $6), (2, $7, null, $8, $9), (3, null, 'gestione', $10, 0::bigint))
              as line (ordinal, member, fund, gross, withheld)
            """,
            Community.Value, day, revision, Comune, comune.Gross, comune.Withheld, Bottega, bottega.Gross, bottega.Withheld, fund);
        foreach (var person in People)
        {
            await RunAsync(
                "insert into core.payable_approval (community_id, month, revision, person_id, approved_at) values ($1, $2, $3, $4, $5)",
                Community.Value, day, revision, person.Id, Sample.Noon.ToDateTimeUtc());
        }
    }

    public Task MoneyAsync(YearMonth month, string standing, string kind, long cents) => RunAsync(
        """
        insert into core.money_entry (community_id, standing, month, kind, cents, on_day, source, entered_by, entered_at)
        values ($1, $2, $3, $4, $5, $6, 'prova', 'test', $7)
        """,
        Community.Value, standing, month.OnDayOfMonth(1).ToDateOnly(), kind, cents, new DateOnly(2026, 1, 14), Sample.Noon.ToDateTimeUtc());

    public Task RuleAsync(long least, decimal retained, bool received) => Banks.SetRuleAsync(
        Community, new(0, new(least), retained, received, "art. 9", null, null), "test", Sample.Noon, Cancellation);

    /// <summary>Keeps what can be paid as a batch; null when that is nothing.</summary>
    public async Task<int?> DraftAsync()
    {
        var draft = PayoutDraft.Of(await Payouts.BasisAsync(Community, Cancellation), Day, new HashSet<YearMonth>());
        if (draft.Plan.Payments.Count == 0) return null;
        var outcome = await Payouts.AddAsync(Community, draft, new HashSet<YearMonth>(), "test", Sample.Noon, Cancellation);
        return Assert.IsType<PayoutOutcome.Done>(outcome).Payout;
    }

    /// <summary>Both people approve a batch.</summary>
    public async Task<PayoutOutcome[]> ApproveAsync(int payout)
    {
        var mark = (await KeptAsync(payout)).Mark;
        return
        [
            await Payouts.ApproveAsync(Community, payout, mark, People[0], Sample.Noon, Cancellation),
            await Payouts.ApproveAsync(Community, payout, mark, People[1], Sample.Noon, Cancellation),
        ];
    }

    public Task<PayoutOutcome> SendAsync(int payout) => Payouts.SendAsync(
        Community, payout, kept => (new($"{kept.Id}.xml", "application/xml", [1, 2, 3]), null), "test", Sample.Noon, Cancellation);

    public Task<PayoutOutcome> TellAsync(int payout, int ordinal, string kind) =>
        Payouts.TellAsync(Community, payout, new(ordinal, kind, Day), "test", Sample.Noon, Cancellation);

    public async Task<KeptPayout> KeptAsync(int payout) =>
        (await Payouts.ListAsync(Community, Cancellation)).Single(kept => kept.Id == payout);

    /// <summary>The balances that are not zero, by account.</summary>
    public async Task<Dictionary<BookAccount, long>> BalancesAsync()
    {
        var trial = await Books.TrialAsync(Community, new(2030, 1, 1), Cancellation);
        Assert.Equal(trial.Sum(line => line.Debit.Cents), trial.Sum(line => line.Credit.Cents));
        return trial.Where(line => line.Balance.Cents != 0).ToDictionary(line => line.Account, line => line.Balance.Cents);
    }

    public async Task RunAsync(string sql, params object[] values)
    {
        await using var command = _postgres.App.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
