using Cer.Operations.Ports;
using Dapper;
using Npgsql;

namespace Cer.Storage;

/// <summary>The accounts of the gateway, in PostgreSQL.</summary>
public sealed class AccountStore(NpgsqlDataSource db) : IAccountStore
{
    private const string SaveSql = """
        insert into core.account (username, community_id, salt, hash, rounds, solution, resources, enabled, devices, points)
        values (@username, @community, @salt, @hash, @rounds, @solution, @resources, @enabled, @devices, @points)
        on conflict (username) do update
        set salt = excluded.salt, hash = excluded.hash, rounds = excluded.rounds, solution = excluded.solution,
          resources = excluded.resources, enabled = excluded.enabled,
          devices = excluded.devices, points = excluded.points, changed_at = now()
        where account.community_id = excluded.community_id
        """;

    private const string Columns = """
        select username, community_id, salt, hash, rounds, solution, resources, enabled, revoked, devices, points from core.account
        """;

    private const string FindSql = $"{Columns} where username = any($1)";
    private const string ListSql = $"{Columns} where community_id = $1 order by username";

    private const string RevokeSql = """
        update core.account set revoked = revoked + 1, changed_at = now() where community_id = $1 and username = $2
        """;

    private readonly SharedAsking<Account> _asking = new((names, cancellation) => FindAsync(db, names, cancellation));

    public async Task SaveAsync(Account account, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var saved = await connection.ExecuteAsync(new CommandDefinition(
            SaveSql,
            new
            {
                username = account.Username,
                community = account.Community.Value,
                salt = account.Password.Salt.ToArray(),
                hash = account.Password.Hash.ToArray(),
                rounds = account.Password.Rounds,
                solution = account.Solution,
                resources = account.Resources.ToArray(),
                enabled = account.Enabled,
                devices = account.Devices.ToArray(),
                points = account.Points.ToArray(),
            },
            cancellationToken: cancellation));
        if (saved == 0)
        {
            throw new InvalidOperationException(
                $"Found the account '{account.Username}' with another community, expected a name that is free.");
        }
    }

    public async Task<bool> RevokeAsync(CommunityId community, string username, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.RunAsync(RevokeSql, cancellation, community.Value, username.Storable()) > 0;
    }

    public async Task<IReadOnlyList<Account>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(ListSql, Read, cancellation, community.Value);
    }

    /// <remarks>Every call of every sender asks: those that come together ask together.</remarks>
    public Task<Account?> FindAsync(string username, CancellationToken cancellation) =>
        _asking.AskAsync(username.Storable(), cancellation);

    private static async Task<IReadOnlyDictionary<string, Account>> FindAsync(
        NpgsqlDataSource db, string[] names, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(FindSql, Read, cancellation, [names]);
        return found.ToDictionary(account => account.Username, StringComparer.Ordinal);
    }

    private static Account Read(NpgsqlDataReader row) => new()
    {
        Username = row.GetString(0),
        Community = new(row.GetInt32(1)),
        Password = new(row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3), row.GetInt32(4)),
        Solution = row.ReadText(5),
        Resources = row.GetFieldValue<string[]>(6),
        Enabled = row.GetBoolean(7),
        Revoked = row.GetInt32(8),
        Devices = row.GetFieldValue<string[]>(9),
        Points = row.GetFieldValue<string[]>(10),
    };
}
