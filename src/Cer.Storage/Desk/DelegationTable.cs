using Cer.Operations.Desk;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Desk;

/// <summary>Rows of who acts for whom, inside somebody's transaction.</summary>
internal static class DelegationTable
{
    private const string AddSql = """
        insert into core.delegation (community_id, id, member_id, delegate, from_day, to_day, kind, number, dated, kept_at, act_id,
          author, recorded_at)
        select $1, coalesce((select max(id) from core.delegation where community_id = $1), 0) + 1, member.id, $3, $4, $5, $6, $7, $8,
          $9, $10, $11, $12
        from core.member as member
        join core.member_terms as terms on terms.community_id = member.community_id and terms.member_id = member.id
          and terms.version = (select max(version) from core.definition where community_id = $1)
        where member.community_id = $1 and member.code = $2
        returning id
        """;

    private const string ListSql = """
        select given.id, member.code, terms.name, given.delegate, given.from_day, coalesce(gone.last_day, given.to_day), given.kind,
          given.number, given.dated, given.kept_at, given.author, given.recorded_at, gone.reason,
          case when access.id is null then 'paper' when not person.enabled then 'closed' when person.hash is null then 'invited'
            else 'open' end,
          (select count(*)::int from core.desk_paper as paper
            where paper.community_id = given.community_id and paper.delegation_id = given.id and paper.content is not null)
        from core.delegation as given
        join core.member as member on member.community_id = given.community_id and member.id = given.member_id
        join lateral (select name from core.member_terms
          where community_id = given.community_id and member_id = given.member_id order by version desc limit 1) as terms on true
        left join core.delegation_over as gone on gone.community_id = given.community_id and gone.delegation_id = given.id
        left join core.delegation_access as access on access.community_id = given.community_id and access.delegation_id = given.id
        left join core.person as person on person.id = access.person_id
        where given.community_id = $1 order by given.id desc limit 1000
        """;

    private const string EndSql = """
        insert into core.delegation_end (community_id, delegation_id, last_day, reason, author, at)
        select community_id, id, least($3, to_day), $4, $5, $6 from core.delegation where community_id = $1 and id = $2
        on conflict do nothing
        """;

    public static Task<int?> AddAsync(
        NpgsqlConnection connection,
        int community,
        string member,
        NewDelegation delegation,
        int? act,
        string author,
        Instant at,
        CancellationToken cancellation) => connection.ScalarAsync<int?>(
            AddSql,
            cancellation,
            community,
            member.Storable(),
            delegation.Delegate.Storable(),
            delegation.Term.From.ToColumn(),
            delegation.Term.To.ToColumn(),
            delegation.Evidence.Kind,
            delegation.Evidence.Number?.Storable(),
            delegation.Evidence.Dated.ToColumn(),
            delegation.Evidence.KeptAt.Storable(),
            act,
            author.Storable(),
            at.ToUtc());

    public static async Task<IReadOnlyList<KeptDelegation>> ListAsync(
        NpgsqlConnection connection, int community, CancellationToken cancellation) => await connection.ListAsync(
            ListSql,
            row => new KeptDelegation(
                row.GetInt32(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                new(row.ReadDay(4), row.ReadDay(5)),
                new(row.GetString(6), row.ReadText(7), row.ReadDay(8), row.GetString(9)),
                row.GetString(10),
                row.ReadInstant(11),
                row.ReadText(12),
                row.GetString(13))
            {
                Papers = row.GetInt32(14),
            },
            cancellation,
            community);

    public static async Task<bool> EndAsync(
        NpgsqlConnection connection,
        int community,
        int delegation,
        LocalDate lastDay,
        string reason,
        string author,
        Instant at,
        CancellationToken cancellation) => await connection.RunAsync(
            EndSql, cancellation, community, delegation, lastDay.ToColumn(), reason.Storable(), author.Storable(), at.ToUtc()) == 1;
}
