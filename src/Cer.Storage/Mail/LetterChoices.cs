using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Mail;

/// <summary>Which optional letters people want, in PostgreSQL.</summary>
public sealed class LetterChoices(NpgsqlDataSource db, TimeProvider time) : ILetterChoices
{
    // Statements come to members, alarms to the staff that asked for them.
    private const string OfSql = """
        select community.id, community.code, coalesce(definition.name, community.code), might.kind,
          case might.kind
            when 'alarms' then core.wants_letters(community.id, $1, might.kind) and exists (
              select from core.alarm_reader as reader where reader.community_id = community.id and reader.person_id = $1)
            else core.wants_letters(community.id, $1, might.kind) end,
          (select max(choice.at) from core.letter_choice as choice
            where choice.community_id = community.id and choice.person_id = $1 and choice.kind = might.kind)
        from core.community as community
        join lateral (
          select 'statement' as kind where exists (select from core.person_role as role
            where role.person_id = $1 and role.role = 'member' and role.community_id = community.id)
          union all
          select 'alarms' where exists (select from core.person_role as role
            where role.person_id = $1 and role.role in ('administrator', 'operator', 'approver', 'auditor', 'accountant')
              and (role.community_id is null or role.community_id = community.id))) as might on true
        left join lateral (
          select name from core.definition where community_id = community.id order by version desc limit 1) as definition on true
        order by community.code, might.kind desc
        """;

    private const string UnsubscribedSql = """
        select person.id, person.name, newest.kind, newest.how, newest.at
        from (
          select distinct on (person_id, kind) person_id, kind, wants, how, at from core.letter_choice
          where community_id = $1 order by person_id, kind, revision desc) as newest
        join core.person as person on person.id = newest.person_id
        where not newest.wants and person.enabled
        order by newest.at desc, person.id limit 1000
        """;

    private const string StoppedSql = """
        select distinct person_id, kind from (
          select distinct on (community_id, person_id, kind) person_id, kind, wants from core.letter_choice
          where $1::int[] is null or community_id = any($1)
          order by community_id, person_id, kind, revision desc) as newest
        where not wants order by person_id, kind
        """;

    public async Task<IReadOnlyList<LetterChoice>> OfAsync(int person, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.ListAsync(
            OfSql,
            row => new LetterChoice(
                new(row.GetInt32(0)),
                row.GetString(1),
                row.GetString(2),
                LetterKinds.Of(row.GetString(3)),
                row.GetBoolean(4),
                row.IsDBNull(5) ? null : row.ReadInstant(5)),
            cancellation,
            person);
    }

    public async Task<bool> SetAsync(
        CommunityId community, int person, LetterKind kind, bool wants, ChoiceWay how, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        var changed = await LetterChoiceTable.SetAsync(
            session, community.Value, person, kind, wants, how, time.GetUtcNow().UtcDateTime, cancellation);
        await transaction.CommitAsync(cancellation);
        return changed;
    }

    public async Task<ILookup<int, LetterKind>> StoppedAsync(
        IReadOnlyCollection<CommunityId>? communities, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        var rows = await session.ListAsync(
            StoppedSql,
            row => (Person: row.GetInt32(0), Kind: LetterKinds.Of(row.GetString(1))),
            cancellation,
            communities?.Select(community => community.Value).ToArray());
        return rows.ToLookup(row => row.Person, row => row.Kind);
    }

    public async Task<IReadOnlyList<UnsubscribedReader>> UnsubscribedAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.ListAsync(
            UnsubscribedSql,
            row => new UnsubscribedReader(
                row.GetInt32(0),
                row.GetString(1),
                LetterKinds.Of(row.GetString(2)),
                LetterChoiceTable.WayOf(row.GetString(3)),
                row.ReadInstant(4)),
            cancellation,
            community.Value);
    }
}
