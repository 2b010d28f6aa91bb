using Cer.Operations.Ports;
using Dapper;
using Npgsql;

namespace Cer.Storage;

/// <summary>The accounts of the gateway, in PostgreSQL.</summary>
public sealed class AccountStore(NpgsqlDataSource db) : IAccountStore
{
    private const string SaveSql = """
        insert into core.account (username, community_id, salt, hash, rounds, solution, resources, enabled)
        values (@username, @community, @salt, @hash, @rounds, @solution, @resources, @enabled)
        on conflict (username) do update
        set salt = excluded.salt, hash = excluded.hash, rounds = excluded.rounds, solution = excluded.solution,
          resources = excluded.resources, enabled = excluded.enabled, changed_at = now()
        where account.community_id = excluded.community_id
        """;

    private const string FindSql = """
        select username, community_id as community, salt, hash, rounds, solution, resources, enabled
        from core.account where username = @username
        """;

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
            },
            cancellationToken: cancellation));
        if (saved == 0)
        {
            throw new InvalidOperationException(
                $"Found the account '{account.Username}' with another community, expected a name that is free.");
        }
    }

    public async Task<Account?> FindAsync(string username, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            FindSql, new { username = username.Storable() }, cancellationToken: cancellation));
        return row?.ToAccount();
    }

    // Properties, not a constructor: Dapper takes an array column for an Array when it looks for one.
    private sealed record Row
    {
        public string Username { get; init; } = "";

        public int Community { get; init; }

        public byte[] Salt { get; init; } = [];

        public byte[] Hash { get; init; } = [];

        public int Rounds { get; init; }

        public string? Solution { get; init; }

        public string[] Resources { get; init; } = [];

        public bool Enabled { get; init; }

        public Account ToAccount() => new()
        {
            Username = Username,
            Community = new(Community),
            Password = new(Salt, Hash, Rounds),
            Solution = Solution,
            Resources = Resources,
            Enabled = Enabled,
        };
    }
}
