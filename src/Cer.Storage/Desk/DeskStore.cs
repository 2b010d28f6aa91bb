using Cer.Operations.Desk;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Desk;

/// <summary>Acts of the desk in PostgreSQL: the definition, the act, its papers and the months to settle in one transaction.</summary>
public sealed class DeskStore(NpgsqlDataSource db) : IDeskStore
{
    private const string CodesSql = "select code from core.member where community_id = $1";

    private const string SettledSql = """
        select distinct month from (
          select month from core.settlement_month where community_id = $1
          union select to_date(period, 'YYYY-MM') from core.work where community_id = $1 and kind = 'month') as known
        where month >= $2 order by month
        """;

    private const string ClosedSql = """
        select min(month) from core.month_state where community_id = $1 and month >= $2 and state in ('closed', 'reconciled')
        """;

    private const string TouchSql = "insert into core.touched (community_id, day) select $1, day from unnest($2::date[]) as day";

    // What was declared after an act is declared now: by the hash of all of it, whatever the number of the version.
    private const string ListSql = """
        select act.id, act.kind, act.before_version, act.version, act.first_day, act.undoes, later.id, act.author, person.name, act.at,
          array(select distinct terms.name from core.desk_evidence as about
            join core.member_terms as terms on terms.community_id = about.community_id and terms.member_id = about.member_id
              and terms.version in (act.before_version, act.version)
            where about.community_id = act.community_id and about.act_id = act.id order by terms.name limit 20),
          made.sha256 = (select sha256 from core.definition where community_id = $1 order by version desc limit 1),
          (select count(*)::int from core.desk_paper as paper
            where paper.community_id = act.community_id and paper.act_id = act.id and paper.content is not null)
        from core.desk_act as act
        join core.definition as made on made.community_id = act.community_id and made.version = act.version
        left join core.desk_act as later on later.community_id = act.community_id and later.undoes = act.id
        left join core.person as person on act.author = 'person:' || person.id
        where act.community_id = $1 order by act.id desc limit 200
        """;

    public async Task<(int Version, CommunityDefinition Definition)?> LatestAsync(
        CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await new DefinitionReader(connection, community.Value).LoadVersionAsync(null, cancellation);
    }

    public async Task<CommunityDefinition?> VersionAsync(CommunityId community, int version, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await new DefinitionReader(connection, community.Value).LoadAsync(version, cancellation);
    }

    public async Task<IReadOnlyList<string>> CodesAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(CodesSql, row => row.GetString(0), cancellation, community.Value);
    }

    public async Task<(IReadOnlyList<YearMonth> Settled, YearMonth? Closed)> MonthsAsync(
        CommunityId community, LocalDate from, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await MonthsAsync(connection, community.Value, from, cancellation);
    }

    public async Task<IReadOnlyList<KeptAct>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new KeptAct(
                row.GetInt32(0),
                row.GetString(1),
                row.GetInt32(2),
                row.GetInt32(3),
                row.IsDBNull(4) ? null : row.ReadDay(4),
                row.ReadValue<int>(5),
                row.ReadValue<int>(6),
                row.GetString(7),
                row.ReadText(8),
                row.ReadInstant(9),
                row.GetFieldValue<string[]>(10),
                row.GetBoolean(11))
            {
                Papers = row.GetInt32(12),
            },
            cancellation,
            community.Value);
    }

    public async Task<ActOutcome> KeepAsync(NewAct act, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var community = act.Community.Value;
        var legal = await LegalStore.LockLegalAsync(connection, community, cancellation);
        await connection.LockCommunityAsync(community, cancellation);
        var found = await connection.ScalarAsync<int>(
            "select coalesce(max(version), 0) from core.definition where community_id = $1", cancellation, community);
        if (found != act.Expected) return new ActOutcome.Stale(found);
        var (settled, closed) = act.FirstDay is { } first
            ? await MonthsAsync(connection, community, first, cancellation) : ([], null);
        if (closed is { } month) return new ActOutcome.Closed(month);
        if (act.Undoes is { } undone && await connection.ScalarAsync<bool>(
            "select exists (select from core.desk_act where community_id = $1 and undoes = $2)", cancellation, community, undone))
            return new ActOutcome.Undone();
        var stored = await new DefinitionWriter(connection, community).SaveAsync(act.Definition, act.Author, cancellation);
        if (!stored.Added) return new ActOutcome.Stale(stored.Version);
        if (legal is { } own && await LegalStore.DoubledAsync(connection, community, own, cancellation) is { } doubled)
            return new ActOutcome.Elsewhere(doubled.Configuration);
        if (await new ActWriter(connection, community).WriteAsync(act, stored.Version, cancellation) is not { } id)
            return new ActOutcome.ManyAccounts();
        await connection.RunAsync(TouchSql, cancellation, community, settled.Select(one => one.ToColumn()).ToArray());
        await transaction.CommitAsync(cancellation);
        return new ActOutcome.Kept(id, stored.Version, settled);
    }

    public async Task<IReadOnlyList<KeptDelegation>> DelegationsAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await DelegationTable.ListAsync(connection, community.Value, cancellation);
    }

    public async Task<DelegateOutcome> DelegateAsync(
        CommunityId community, string member, NewDelegation delegation, string author, Instant at, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        if (await DelegationTable.AddAsync(connection, community.Value, member, delegation, null, author, at, cancellation) is not { } id)
            return new DelegateOutcome.NoMember();
        if (delegation.Access is { } access
            && await Accounts(connection, community, author, at).OpenAsync(id, access, cancellation) != AccessOutcome.Opened)
            return new DelegateOutcome.ManyAccounts();
        await transaction.CommitAsync(cancellation);
        return new DelegateOutcome.Recorded(id);
    }

    public async Task<AccessOutcome> OpenDelegationAsync(
        CommunityId community, int delegation, NewAccess access, string author, Instant at, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var outcome = await Accounts(connection, community, author, at).OpenAsync(delegation, access, cancellation);
        if (outcome == AccessOutcome.Opened) await transaction.CommitAsync(cancellation);
        return outcome;
    }

    public async Task<bool> EndDelegationAsync(
        CommunityId community, int delegation, LocalDate lastDay, string reason, string author, Instant at, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        if (!await DelegationTable.EndAsync(connection, community.Value, delegation, lastDay, reason, author, at,
            cancellation)) return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static AccessTable Accounts(NpgsqlConnection connection, CommunityId community, string author, Instant at) =>
        new(connection, community.Value, author.Storable(), at);

    private static async Task<(IReadOnlyList<YearMonth> Settled, YearMonth? Closed)> MonthsAsync(
        NpgsqlConnection connection, int community, LocalDate from, CancellationToken cancellation)
    {
        var first = from.ToYearMonth().ToColumn();
        var settled = await connection.ListAsync(SettledSql, row => row.ReadMonth(0), cancellation, community, first);
        var closed = await connection.ListAsync(
            ClosedSql, row => row.IsDBNull(0) ? (YearMonth?)null : row.ReadMonth(0), cancellation, community, first);
        return (settled, closed.Single());
    }
}
