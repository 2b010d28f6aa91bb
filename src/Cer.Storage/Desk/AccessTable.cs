using Cer.Operations.Desk;
using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Storage.Mail;
using Cer.Storage.People;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Desk;

/// <summary>Accounts of members and delegates with the letters to them, inside the transaction of the act that gives them.</summary>
internal sealed class AccessTable(NpgsqlConnection connection, int community, string author, Instant at)
{
    private const int MostLogins = 100;

    // Whoever has been let in nowhere yet is invited again; two that share an address are told apart by nobody.
    private const string FindSql =
        "select id, hash is not null from core.person where enabled and lower(email) = lower($1) order by id limit 2";

    private const string AddSql = """
        insert into core.person (login, name, email) values ($1, $2, $3) on conflict (login) do nothing returning id
        """;

    private const string RoleSql = """
        insert into core.person_role (person_id, role, community_id, member_id)
        values ($1, $2, $3, (select id from core.member where community_id = $3 and code = $4::text))
        on conflict do nothing
        """;

    private const string OpenSql = """
        insert into core.delegation_access (community_id, delegation_id, person_id, author)
        select community_id, id, $3, $4 from core.delegation where community_id = $1 and id = $2
        on conflict do nothing
        """;

    /// <summary>An account of its own for somebody who becomes a member; also where another has the same address.</summary>
    public async Task GiveAsync(string member, NewAccess access, CancellationToken cancellation)
    {
        var person = await AddAsync(access, cancellation);
        await connection.RunAsync(RoleSql, cancellation, person, Role.Member.Word(), community, member.Storable());
        await InviteAsync(person, access, cancellation);
    }

    /// <summary>The page of a delegation's member for the account of an address: one that is there, or one that is made.</summary>
    public async Task<AccessOutcome> OpenAsync(int delegation, NewAccess access, CancellationToken cancellation)
    {
        var found = await connection.ListAsync(
            FindSql, row => (Id: row.GetInt32(0), IsInUse: row.GetBoolean(1)), cancellation, access.Address.ToString().Storable());
        if (found.Count > 1) return AccessOutcome.ManyAccounts;
        var person = found.Count == 1 ? found[0].Id : await AddAsync(access, cancellation);
        if (await connection.RunAsync(OpenSql, cancellation, community, delegation, person, author) == 0)
            return AccessOutcome.NotOpen;
        await connection.RunAsync(RoleSql, cancellation, person, Role.Delegate.Word(), community, null);
        if (found.Count == 1 && found[0].IsInUse) await WriteAsync(person, access.Notice ?? access.Letter, cancellation);
        else await InviteAsync(person, access, cancellation);
        return AccessOutcome.Opened;
    }

    private async Task<int> AddAsync(NewAccess access, CancellationToken cancellation)
    {
        for (var turn = 1; turn <= MostLogins; turn++)
        {
            var login = turn == 1 ? access.Login : FormattableString.Invariant($"{access.Login}-{turn}");
            var id = await connection.ScalarAsync<int>(
                AddSql, cancellation, login, access.Name.Storable(), access.Address.ToString().Storable());
            if (id == 0) continue;
            await connection.NoteAsync(author, "added", id, cancellation);
            return id;
        }

        throw new InvalidOperationException($"Found {MostLogins} accounts of one address, expected fewer.");
    }

    private async Task InviteAsync(int person, NewAccess access, CancellationToken cancellation)
    {
        await InviteTable.InviteAsync(connection, person, access.Invite, author, cancellation);
        await connection.NoteAsync(author, "invited", person, cancellation);
        await WriteAsync(person, access.Letter, cancellation);
    }

    private Task<long?> WriteAsync(int person, Letter letter, CancellationToken cancellation) => LetterTable.PutAsync(
        connection, community, letter with { Person = person }, at.ToUtc(), cancellation);
}
