using System.Text.Json.Nodes;
using Cer.Operations.People;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Changes and disables people in PostgreSQL.</summary>
/// <remarks>One change after the other: two at once would each find the other administrator still there.</remarks>
internal sealed class PersonTable(NpgsqlDataSource db)
{
    private const string TurnSql = "select pg_advisory_xact_lock(hashtext('core.person_role'), 0)";

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

    // Whoever comes back begins anew by an invite, so nothing of the way in is held meanwhile, nor where letters went.
    private const string DisableSql = """
        update core.person
        set enabled = false, email = null, salt = null, hash = null, rounds = null, totp_secret = null, totp_pending = null
        where id = $1
        """;
    private const string ForgetLinksSql = "delete from core.sign_in_link where person_id = $1";
    private const string EndSessionsSql = "delete from core.person_session where person_id = $1";
    private const string EndInvitesSql =
        "update core.invite set expires_at = now() where person_id = $1 and used_at is null and expires_at > now()";

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
        async connection =>
        {
            if (await connection.RunAsync(DisableSql, cancellation, person) == 0) return false;
            await connection.RunAsync(EndSessionsSql, cancellation, person);
            await connection.RunAsync(EndInvitesSql, cancellation, person);
            await connection.EndDoorsAsync(person, cancellation);
            await connection.PartHomeAsync(person, cancellation);
            await connection.RunAsync(ForgetLinksSql, cancellation, person);
            await connection.NoteAsync(who, "disabled", person, cancellation);
            return true;
        },
        cancellation);

    private async Task<ChangeOutcome> ActAsync(
        int person, Func<NpgsqlConnection, Task<bool>> act, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(TurnSql, cancellation);
        var ran = await connection.ScalarAsync<bool>(RunsSql, cancellation, person);
        if (!await act(connection)) return ChangeOutcome.Nobody;
        if (ran && !await connection.ScalarAsync<bool>(RunsSql, cancellation, [null]))
            return ChangeOutcome.OnlyAdministrator;
        await transaction.CommitAsync(cancellation);
        return ChangeOutcome.Done;
    }
}
