using System.Text.Json.Nodes;
using Cer.Operations.People;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Changes and disables people in PostgreSQL.</summary>
/// <remarks>One change after the other: two at once would each find the other administrator still there.</remarks>
internal sealed class PersonTable(NpgsqlDataSource db)
{
    private const string RunsSql = """
        select exists (
          select from core.person as person
          join core.person_role as role on role.person_id = person.id
          where person.enabled and person.hash is not null and role.role = 'administrator' and role.community_id is null
            and ($1::int is null or person.id = $1))
        """;

    // The row as it was, from which the note says what changed without saying from what to what.
    private const string ChangeSql = """
        update core.person as person set name = $2, email = $3
        from (select id, name, email from core.person where id = $1) as before
        where person.id = before.id
        returning jsonb_build_object('name', before.name <> $2, 'email', before.email is distinct from $3)::text
        """;

    private const string RolesSql = """
        select coalesce(jsonb_agg(jsonb_strip_nulls(
          jsonb_build_object('role', role, 'community', community_id, 'member', member_id)) order by id), '[]')::text
        from core.person_role where person_id = $1
        """;

    private const string ClearSql = "delete from core.person_role where person_id = $1";

    private const string RoleSql = """
        insert into core.person_role (person_id, role, community_id, member_id) values ($1, $2, $3, $4)
        on conflict do nothing
        """;

    private const string NoteSql = """
        insert into core.person_act (who, what, person_id, detail)
        values ($1, 'changed', $2, $3::jsonb || jsonb_build_object('before', $4::jsonb, 'after', $5::jsonb))
        """;

    public Task<ChangeOutcome> ChangeAsync(
        int person, PersonChange change, string who, CancellationToken cancellation) =>
        ActAsync(
            person,
            async connection =>
            {
                var changed = await connection.ScalarAsync<string>(
                    ChangeSql, cancellation, person, change.Name.Storable(), change.Email?.Storable());
                if (changed is null) return false;
                if (JsonNode.Parse(changed)?["email"]?.GetValue<bool>() == true) await connection.EndLinksAsync(person, cancellation);
                var before = await connection.ScalarAsync<string>(RolesSql, cancellation, person);
                await connection.RunAsync(ClearSql, cancellation, person);
                foreach (var role in change.Roles)
                {
                    await connection.RunAsync(
                        RoleSql, cancellation, person, role.Role.Word(), role.Community?.Value, role.Member);
                }

                var after = await connection.ScalarAsync<string>(RolesSql, cancellation, person);
                await connection.RunAsync(NoteSql, cancellation, who.Storable(), person, changed, before, after);
                return true;
            },
            cancellation);

    public Task<ChangeOutcome> DisableAsync(int person, string who, CancellationToken cancellation) => ActAsync(
        person,
        connection => connection.CloseAsync(person, who, "disabled", cancellation),
        cancellation);

    private async Task<ChangeOutcome> ActAsync(
        int person, Func<NpgsqlConnection, Task<bool>> act, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        var connection = session.Connection;
        await connection.TurnAsync(cancellation);
        var ran = await connection.ScalarAsync<bool>(RunsSql, cancellation, person);
        if (!await act(connection)) return ChangeOutcome.Nobody;
        if (ran && !await connection.ScalarAsync<bool>(RunsSql, cancellation, [null]))
            return ChangeOutcome.OnlyAdministrator;
        await transaction.CommitAsync(cancellation);
        return ChangeOutcome.Done;
    }
}
