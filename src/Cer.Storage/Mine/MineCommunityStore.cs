using System.Data;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Mine;
using Cer.Operations.People;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Mine;

/// <summary>A member inside its community, as the role that may read the views of mine.* and nothing else.</summary>
/// <remarks>Which rows there are is decided by the database from the token, not by the conditions here.</remarks>
public sealed class MineCommunityStore : IMineCommunity, IAsyncDisposable
{
    private const string CommunitySql = """
        select ts, injected_kwh, withdrawn_kwh, shared_kwh from mine.community_hour where ts >= $1 and ts < $2 order by ts
        """;

    private const string OwnSql = """
        select own.ts, own.withdrawn_kwh, own.injected_kwh, part.shared_kwh, own.quality
        from mine.energy_hour as own
        left join (select ts, shared_kwh from mine.shared_hour where ts >= $1 and ts < $2) as part on part.ts = own.ts
        where own.ts >= $1 and own.ts < $2 order by own.ts
        """;

    private const string ZoneSql = """
        select market_zone from mine.community_sky where community_id = $1 and member_id = $2
        """;

    // The commonest reason of the span; an hour of a day that is not over waits as one whose data are coming in.
    private const string StandingSql = """
        select case standing when 'running' then 'waiting' else standing end
        from mine.community_standing where ts >= $1 and ts < $2 and standing <> 'told'
        group by 1 order by count(*) desc, 1 limit 1
        """;

    private const string PeersSql = """
        select avg_withdrawn_kwh, avg_shared_kwh, households from mine.peer_month
        where month = $1::date::timestamp at time zone 'Europe/Rome'
        """;

    private const string RankingSql = """
        select (month at time zone 'Europe/Rome')::date, pos, label, share, coalesce(own, false) from mine.ranking_month
        where community_id = $1 and member_id = $2 and month = (select max(month) from mine.ranking_month) order by pos limit 1000
        """;

    private const string NicknameSql = """
        select nickname from mine.held_nickname where community_id = $1 and member_id = $2 order by revision desc limit 1
        """;

    private const string ChooseSql = "select mine.choose_nickname($1, $2, $3)";

    private const string WithdrawSql = "select mine.withdraw_consent($1, $2, $3, $4)";

    private const string ConsentsSql = """
        select id, purpose, from_day, to_day, withdrawn_at from mine.held_consent
        where community_id = $1 and member_id = $2
        union all
        select id, purpose, from_day, to_day, withdrawn_at from mine.held_total_consent
        where community_id = $1 and member_id = $2
        order by from_day desc, purpose, id desc
        """;

    // Names that are removed after ten years are told no more.
    private const string DelegationsSql = """
        select id, delegate, from_day, to_day, standing, opened_at is not null, ended_at from mine.held_delegation
        where community_id = $1 and member_id = $2 and delegate <> '(removed)' order by id desc limit 200
        """;

    private readonly NpgsqlDataSource _db;

    /// <param name="connectionString">The way in of the role cer_member.</param>
    public MineCommunityStore(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 32 };
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on -c statement_timeout=20s".TrimStart();
        _db = Database.Open(settings.ConnectionString);
    }

    public async Task<IReadOnlyList<CommunityHour>> CommunityAsync(
        SecretToken token, MineProfile profile, Interval span, CancellationToken cancellation) => await ListAsync(
            token,
            profile,
            CommunitySql,
            row => new CommunityHour(HourOf(row), Kwh(row, 1) ?? default, Kwh(row, 2) ?? default, Kwh(row, 3) ?? default),
            cancellation,
            span.Start.ToUtc(),
            span.End.ToUtc());

    public async Task<IReadOnlyList<OwnHour>> OwnAsync(
        SecretToken token, MineProfile profile, Interval span, CancellationToken cancellation) => await ListAsync(
            token,
            profile,
            OwnSql,
            row => new OwnHour(
                HourOf(row),
                Kwh(row, 1),
                Kwh(row, 2),
                Kwh(row, 3),
                row.ReadText(4) is { } word ? CodeLists.Qualities.Value(word) : null),
            cancellation,
            span.Start.ToUtc(),
            span.End.ToUtc());

    public async Task<CommunityState> WhyUntoldAsync(
        SecretToken token, MineProfile profile, Interval span, CancellationToken cancellation) =>
        (await ListAsync(
            token, profile, StandingSql, row => row.GetString(0), cancellation, span.Start.ToUtc(), span.End.ToUtc()))
        .FirstOrDefault() switch
        {
            null => CommunityState.NoHours,
            "few_producers" => CommunityState.FewProducers,
            "waiting" => CommunityState.Waiting,
            "unsummed" => CommunityState.Unsummed,
            "past" => CommunityState.Past,
            _ => CommunityState.FewMembers,
        };

    public async Task<MarketZone?> ZoneAsync(SecretToken token, MineProfile profile, CancellationToken cancellation) =>
        (await ListAsync(
            token,
            profile,
            ZoneSql,
            row => row.ReadText(0) is { } word ? CodeLists.Zones.Value(word) : (MarketZone?)null,
            cancellation,
            profile.Community.Value,
            profile.Member)).FirstOrDefault();

    public async Task<PeerMonth?> PeersAsync(
        SecretToken token, MineProfile profile, YearMonth month, CancellationToken cancellation) =>
        (await ListAsync(
            token,
            profile,
            PeersSql,
            row => new PeerMonth(Kwh(row, 0) ?? default, Kwh(row, 1) ?? default, row.GetInt32(2)),
            cancellation,
            month.ToColumn())).FirstOrDefault();

    public async Task<IReadOnlyList<RankedName>> RankingAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) => await ListAsync(
            token,
            profile,
            RankingSql,
            row => new RankedName(row.ReadMonth(0), row.GetInt32(1), row.GetString(2), row.GetDouble(3), row.GetBoolean(4)),
            cancellation,
            profile.Community.Value,
            profile.Member);

    public async Task<string?> NicknameAsync(SecretToken token, MineProfile profile, CancellationToken cancellation) =>
        (await ListAsync(
            token, profile, NicknameSql, row => row.ReadText(0), cancellation, profile.Community.Value, profile.Member))
        .FirstOrDefault();

    public async Task<NicknameOutcome> ChooseAsync(
        SecretToken token, MineProfile profile, string? nickname, CancellationToken cancellation)
    {
        await using var connection = await _db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        await connection.RunAsync("set transaction read write", cancellation);
        await BeginAsync(connection, token, profile, cancellation);
        var told = await connection.ScalarAsync<string>(
            ChooseSql, cancellation, profile.Community.Value, profile.Member, nickname?.Storable());
        await transaction.CommitAsync(cancellation);
        return told switch
        {
            "chosen" or "same" => NicknameOutcome.Chosen,
            "taken" => NicknameOutcome.Taken,
            "too_often" => NicknameOutcome.TooOften,
            _ => NicknameOutcome.NoMember,
        };
    }

    public async Task<IReadOnlyList<MineConsent>> ConsentsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) => await ListAsync(
            token,
            profile,
            ConsentsSql,
            row => new MineConsent(
                row.GetInt32(0),
                row.GetString(1),
                row.ReadDay(2),
                row.IsDBNull(3) ? null : row.ReadDay(3),
                row.IsDBNull(4) ? null : row.ReadInstant(4)),
            cancellation,
            profile.Community.Value,
            profile.Member);

    public async Task<IReadOnlyList<MineDelegation>> DelegationsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) => await ListAsync(
            token,
            profile,
            DelegationsSql,
            row => new MineDelegation(
                row.GetInt32(0),
                row.GetString(1),
                row.ReadDay(2),
                row.ReadDay(3),
                row.GetString(4),
                row.GetBoolean(5),
                row.IsDBNull(6) ? null : row.ReadInstant(6)),
            cancellation,
            profile.Community.Value,
            profile.Member);

    public async Task<ConsentOutcome> WithdrawAsync(
        SecretToken token, MineProfile profile, string purpose, int consent, CancellationToken cancellation)
    {
        await using var connection = await _db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        await connection.RunAsync("set transaction read write", cancellation);
        await BeginAsync(connection, token, profile, cancellation);
        var told = await connection.ScalarAsync<string>(
            WithdrawSql, cancellation, profile.Community.Value, profile.Member, purpose, consent);
        await transaction.CommitAsync(cancellation);
        return told switch
        {
            "withdrawn" => ConsentOutcome.Withdrawn,
            "gone" => ConsentOutcome.Gone,
            _ => ConsentOutcome.NoConsent,
        };
    }

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    private static MarketHour HourOf(NpgsqlDataReader row) => MarketHour.StartingAt(row.ReadInstant(0));

    // The views tell kWh as dashboards do; what they come from is whole micro-kWh.
    private static Energy? Kwh(NpgsqlDataReader row, int column) => row.IsDBNull(column)
        ? null
        : Energy.FromMicroKilowattHours((long)Math.Round(Math.Clamp(row.GetDouble(column), 0, 9e12) * Energy.Micro));

    private static Task<int> BeginAsync(
        NpgsqlConnection connection, SecretToken token, MineProfile profile, CancellationToken cancellation) =>
        MineDoor.EnterAsync(connection, token, profile.Mandate, profile.Member, cancellation);

    private async Task<List<T>> ListAsync<T>(
        SecretToken token,
        MineProfile profile,
        string sql,
        Func<NpgsqlDataReader, T> make,
        CancellationToken cancellation,
        params object?[] values)
    {
        await using var connection = await _db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        await BeginAsync(connection, token, profile, cancellation);
        return await connection.ListAsync(sql, make, cancellation, values);
    }
}
