using Cer.Storage.People;
using Npgsql;

namespace Cer.Storage.Desk;

/// <summary>Closes the accounts of an enrolment that was taken back, inside the transaction of the act that takes it back.</summary>
/// <remarks>
/// An account with another role, or of another member too, stays; of delegates who never entered, one that is for nobody else.
/// </remarks>
internal static class AccountsTakenBack
{
    private const string FindSql = """
        with gone as (
          select about.member_id from core.desk_evidence as about
          where about.community_id = $1 and about.act_id = $2 and not exists (select from core.member_terms as still
            where still.community_id = $1 and still.version = $3 and still.member_id = about.member_id)),
        told as (
          select role.person_id, role.role,
            role.community_id = $1 and (role.role = 'member' and role.member_id in (select member_id from gone)) as is_gone,
            role.community_id = $1 and role.role = 'delegate' as acts
          from core.person_role as role)
        select person.id from core.person as person
        where person.enabled and (
          (exists (select from told where told.person_id = person.id and is_gone)
            and not exists (select from told where told.person_id = person.id and is_gone is not true))
          or (person.hash is null
            and not exists (select from told where told.person_id = person.id and acts is not true)
            and exists (select from core.delegation_access as access
              join core.delegation as given on given.community_id = access.community_id and given.id = access.delegation_id
              where access.person_id = person.id and access.community_id = $1 and given.member_id in (select member_id from gone))
            and not exists (select from core.delegation_access as access
              join core.delegation as given on given.community_id = access.community_id and given.id = access.delegation_id
              where access.person_id = person.id
                and (access.community_id <> $1 or given.member_id not in (select member_id from gone)))))
        order by person.id
        """;

    public static async Task CloseAsync(
        NpgsqlConnection connection, int community, int undone, int version, string who, CancellationToken cancellation)
    {
        // Nobody is given another role meanwhile.
        await connection.TurnAsync(cancellation);
        foreach (var person in await connection.ListAsync(
            FindSql, row => row.GetInt32(0), cancellation, community, undone, version))
            await connection.CloseAsync(person, who, "disabled, its enrolment was taken back", cancellation);
    }
}
