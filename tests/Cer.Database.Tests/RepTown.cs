using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Operations.Dashboards;
using Cer.Operations.Demo;
using Cer.Operations.Intake;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement;
using Cer.Settlement.Months;
using Cer.Storage;
using Cer.Storage.Dashboards;
using Cer.Storage.People;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>The invented Magliano: September and October 2026 settled, two days of November; summed for dashboards.</summary>
/// <remarks>October has a day of 25 hours, and hours of which points are missing.</remarks>
public sealed class RepTown : IAsyncLifetime
{
    public static readonly MarketMonth October = new(2026, 10);

    private readonly FixedClock _clock = new(() => Instant.FromUtc(2026, 11, 2, 22, 30));
    private readonly Dictionary<string, SecretToken> _tokens = new(StringComparer.Ordinal);
    private TestDatabase? _database;
    private NpgsqlDataSource? _rep;

    public TestDatabase Database => _database!;

    /// <summary>Connections with the rights of a dashboard.</summary>
    public NpgsqlDataSource Rep => _rep!;

    public CommunityId Community { get; private set; }

    public HourStore Hours => new(Database.App);

    public SumStore Sums => new(Database.App);

    /// <summary>October as the domain settles it from the readings, and what it was settled from.</summary>
    public (SettlementInput Input, MonthSettlement Month) Settled { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _rep = NpgsqlDataSource.Create(Database.RepAddress);
        var (communities, readings, runs, work, prices) = (
            new CommunityStore(Database.App), new ReadingStore(Database.App, _clock), new RunStore(Database.App),
            new WorkStore(Database.App), new PriceStore(Database.App));
        var (quarantine, contract) = (
            new QuarantineStore(Database.App),
            new StoredContract(communities, readings, prices, new RegolamentoStore(Database.App)));
        await using (var intake = new TakeReadings(communities, readings, new IntakeStore(Database.App), _clock))
        {
            var declaration = new DemoDeclaration(
                communities,
                new(communities, new LegalStore(Database.App), work),
                new(prices),
                new PlaceStore(Database.App),
                new TotalConsentStore(Database.App));
            var demo = new InventCommunity(
                communities,
                readings,
                runs,
                work,
                quarantine,
                declaration,
                intake,
                new(quarantine, _clock),
                new(communities, readings, Hours),
                new(new InputStore(Database.App), contract, runs, _clock, "cer test"),
                _clock);
            Assert.IsType<DemoOutcome.Made>(await demo.RunAsync(1, 3, null, CancellationToken.None));
        }

        Community = (await communities.FindAsync("magliano", CancellationToken.None))!.Value;
        var faults = new FaultList();
        var material = await contract.ReadAsync(Community, October, October, null, faults, CancellationToken.None);
        Assert.True(faults.IsEmpty);
        Settled = (material!.Input, new MonthSettler(material.Input).Settle(October));
        await new SumWaiting(Sums, _clock).RunAsync(early: true, null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_rep is not null) await _rep.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    /// <summary>October's hours as they were made, by their place in the month.</summary>
    public async Task<ILookup<int, MeterHour>> OctoberAsync()
    {
        var span = new Interval(MarketHour.StartOf(October.FirstDay), MarketHour.StartOf(October.LastDay.PlusDays(1)));
        var hours = new List<MeterHour>();
        await foreach (var hour in Hours.LatestAsync(Community, span, CancellationToken.None)) hours.Add(hour);
        return hours.ToLookup(hour => (int)((hour.Hour.Start.ToUnixTimeSeconds() / 3600) - October.FirstHour));
    }

    /// <summary>What October has of each member, by its run.</summary>
    public async Task<List<(string Member, long Withdrawn, long Shared, long Cents)>> AskMonthsAsync() => await ListAsync(
        Database.Admin,
        null,
        null,
        """
        select member.code, own.withdrawn_ukwh, own.shared_ukwh, own.tip_cents + own.cac_cents + own.surplus_cents
        from core.member_month as own
        join core.member as member on member.community_id = own.community_id and member.id = own.member_id
        join core.standing_month as standing on standing.community_id = own.community_id and standing.month = own.month
          and standing.run_id = own.run_id
        where own.month = '2026-10-01'
        """,
        row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));

    /// <summary>What a dashboard sees.</summary>
    public Task<List<T>> AskAsync<T>(string sql, Func<NpgsqlDataReader, T> make, params object[] values) =>
        ListAsync(Rep, null, null, sql, make, values);

    /// <summary>What a member sees.</summary>
    public async Task<List<T>> AskAsAsync<T>(string member, string sql, Func<NpgsqlDataReader, T> make, params object[] values)
    {
        await using var db = NpgsqlDataSource.Create(Database.MemberAddress);
        return await ListAsync(db, (await TokenAsync(member)).Text, null, sql, make, values);
    }

    /// <summary>The number of a member.</summary>
    public async Task<int> NumberAsync(string member)
    {
        await using var ask = Database.Admin.CreateCommand("select id from core.member where community_id = $1 and code = $2");
        ask.Parameters.Add(new() { Value = Community.Value });
        ask.Parameters.Add(new() { Value = member });
        return (int)(await ask.ExecuteScalarAsync())!;
    }

    /// <summary>The token of a session that is open.</summary>
    public async Task<SecretToken> TokenAsync(params string[] members)
    {
        var key = string.Join('+', members);
        if (_tokens.TryGetValue(key, out var known)) return known;
        var people = new PeopleStore(Database.App);
        List<PersonRole> roles = [];
        foreach (var member in members) roles.Add(new(Role.Member, Community, null, await NumberAsync(member)));
        var invite = await people.AddAsync(
            new($"socio{_tokens.Count}", "Persona inventata", null, roles), SecretToken.New(), "test", CancellationToken.None);
        var person = await people.AcceptAsync(invite!.Token, PasswordHash.Of("una frase inventata"), CancellationToken.None);
        var token = SecretToken.New();
        await new SessionStore(Database.App).OpenAsync(person!.Value, token, CancellationToken.None);
        return _tokens[key] = token;
    }

    /// <summary>Rows for a session and the member that is asked for.</summary>
    public static async Task<List<T>> ListAsync<T>(
        NpgsqlDataSource db, string? token, string? member, string sql, Func<NpgsqlDataReader, T> make, params object[] values)
    {
        await using var connection = await db.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (name, value) in new[] { ("cer.session", token), ("cer.member", member) })
        {
            if (value is null) continue;
            await using var set = new NpgsqlCommand($"select set_config('{name}', $1, true)", connection);
            set.Parameters.Add(new() { Value = value });
            await set.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(make(reader));
        return rows;
    }
}
