using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Looks;

/// <summary>Who of the staff asked for what is a member's, in PostgreSQL: only ever added to.</summary>
public sealed class LookStore(NpgsqlDataSource db) : ILookStore
{
    private const string EverybodySql = "select id, code, null::int from core.community where code = $1";

    private const string MemberSql = """
        select community.id, community.code, member.id from core.community as community
        join core.member as member on member.community_id = community.id
        where community.code = $1 and member.id = $2
        """;

    // Whoever has the point on the day; where nobody had it then, the last who did.
    private const string HolderSql = """
        join core.membership as held on held.community_id = community.id and held.pod_id = asked.pod_id
          and held.version = (select max(version) from core.definition where community_id = community.id)
        order by (asked.day between held.from_day and coalesce(held.to_day, 'infinity')) desc nulls last, held.from_day desc
        limit 1
        """;

    private const string PointSql = """
        select community.id, community.code, held.member_id from core.community as community
        join (select $1::text as code, $2::int as pod_id, $3::date as day) as asked on asked.code = community.code
        """ + "\n" + HolderSql;

    private const string DeviceSql = """
        select community.id, community.code, held.member_id from core.community as community
        join lateral (select pod_id, $3::date as day from core.device
          where community_id = community.id and code = $2 order by revision desc limit 1) as asked on community.code = $1
        """ + "\n" + HolderSql;

    private const string PlantSql = """
        select community.id, community.code, held.member_id from core.community as community
        join lateral (select pod_id, null::date as day from core.unit_terms
          where community_id = community.id and plant_id = $2 order by version desc, ordinal limit 1) as asked
          on community.code = $1
        """ + "\n" + HolderSql;

    private const string DocumentSql = """
        select community.id, community.code, document.member_id from core.document as document
        join core.community as community on community.id = document.community_id where document.id = $1
        """;

    private const string LetterSql = """
        select community.id, community.code, document.member_id from core.community as community
        join core.letter as letter on letter.community_id = community.id
        join core.document as document on document.community_id = letter.community_id
          and letter.key like 'document:' || document.id || ':%'
        where community.code = $1 and letter.id = $2
        """;

    private const string PaperSql = """
        select community.id, community.code, paper.member_id from core.community as community
        join core.desk_paper as paper on paper.community_id = community.id
        where community.code = $1 and paper.id = $2
        """;

    private const string TurnSql = "select pg_advisory_xact_lock(hashtext('core.look'), $1)";

    private const string NoteSql = """
        insert into core.look (community_id, person_id, member_id, roles, kind, page, token_id)
        select $1, $2, $3::int, $4, $5, $6, $7::bigint
        where not exists (select from core.look
          where community_id = $1 and person_id = $2 and member_id is not distinct from $3::int and kind = $5
            and page not like '/api/dashboards/%' and token_id is not distinct from $7::bigint and at > now() - interval '10 minutes')
        """;

    // Whose plant it is this month; as what the municipality is, its terms say.
    private const string RoofsSql = """
        select distinct community.id, community.code, held.member_id from core.community as community
        join core.unit_terms as unit on unit.community_id = community.id
          and unit.version = (select max(version) from core.definition where community_id = community.id)
        join core.membership as held on held.community_id = community.id and held.version = unit.version and held.pod_id = unit.pod_id
          and coalesce(held.to_day, 'infinity') >= date_trunc('month', now() at time zone 'Europe/Rome')::date
        join core.member_terms as terms on terms.community_id = community.id and terms.version = unit.version
          and terms.member_id = held.member_id and terms.category <> 'local_authority'
        where community.code = $1
        order by 3
        """;

    private const string TotalsSql = """
        insert into core.look (community_id, person_id, member_id, roles, kind, page, token_id)
        select $1, $2, told.member, $4, 'totals', $5, $6::bigint from unnest($3::int[]) as told (member)
        where not exists (select from core.look
          where community_id = $1 and person_id = $2 and member_id = told.member and kind = 'totals' and page = $5
            and token_id is not distinct from $6::bigint
            and (at at time zone 'Europe/Rome')::date = (now() at time zone 'Europe/Rome')::date)
        """;

    public async Task<LookTarget?> FindAsync(string? community, LookSubject subject, CancellationToken cancellation)
    {
        var (sql, values) = Question(community?.Storable(), subject);
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            sql,
            row => new LookTarget(new(row.GetInt32(0)), row.GetString(1), row.ReadValue<int>(2)),
            cancellation,
            values);
        return found.FirstOrDefault();
    }

    public async Task NoteAsync(
        LookTarget target,
        int person,
        long? token,
        IReadOnlyList<string> roles,
        LookKind kind,
        string page,
        CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // One person's calls that come at once see each other's note.
        await connection.RunAsync(TurnSql, cancellation, person);
        await connection.RunAsync(
            NoteSql,
            cancellation,
            target.Community.Value,
            person,
            target.Member,
            roles.ToArray(),
            Word(kind),
            page,
            token);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<IReadOnlyList<LookTarget>> RoofsAsync(string community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            RoofsSql,
            row => new LookTarget(new(row.GetInt32(0)), row.GetString(1), row.GetInt32(2)),
            cancellation,
            community.Storable());
    }

    public async Task NoteTotalsAsync(
        CommunityId community,
        IReadOnlyCollection<int> members,
        int person,
        long? token,
        IReadOnlyList<string> roles,
        string page,
        CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(TurnSql, cancellation, person);
        await connection.RunAsync(
            TotalsSql, cancellation, community.Value, person, members.ToArray(), roles.ToArray(), page, token);
        await transaction.CommitAsync(cancellation);
    }

    private static string Word(LookKind kind) => $"{kind}".ToLowerInvariant();

    private static (string Sql, object?[] Values) Question(string? community, LookSubject subject) => subject switch
    {
        LookSubject.Everybody => (EverybodySql, [community]),
        LookSubject.OfMember of => (MemberSql, [community, of.Number]),
        LookSubject.OfPoint of => (PointSql, [community, of.Number, of.Day?.ToDateOnly()]),
        LookSubject.OfDevice of => (DeviceSql, [community, of.Code.Storable(), of.Day?.ToDateOnly()]),
        LookSubject.OfPlant of => (PlantSql, [community, of.Number]),
        LookSubject.OfDocument of => (DocumentSql, [of.Number]),
        LookSubject.OfPaper of => (PaperSql, [community, of.Number]),
        LookSubject.OfLetter of => (LetterSql, [community, of.Number]),
        var other => throw new NotSupportedException($"A look has no subject {other.GetType().Name}."),
    };
}
