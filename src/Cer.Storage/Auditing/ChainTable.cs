using NodaTime;
using Npgsql;

namespace Cer.Storage.Auditing;

/// <summary>Adds entries to a chain inside somebody's transaction: they are there exactly when what they tell of is.</summary>
internal static class ChainTable
{
    public const int LongestWho = 200;

    private const string TurnSql = "select pg_advisory_xact_lock(hashtext('core.chain'), $1)";

    private const string AddSql = "select core.add_to_chain($1, $2, $3, $4, $5, $6)";

    /// <summary>Takes the turn of a community's writers before it is looked what there is; until the transaction ends.</summary>
    public static Task TakeTurnAsync(this NpgsqlConnection connection, int community, CancellationToken cancellation) =>
        connection.RunAsync(TurnSql, cancellation, community);

    /// <returns>The number of the entry.</returns>
    public static async Task<long> AddToChainAsync(
        this NpgsqlConnection connection,
        int community,
        Instant at,
        string who,
        string what,
        string subject,
        string detail,
        CancellationToken cancellation) =>
        await connection.ScalarAsync<long>(AddSql, cancellation, community, at.ToUtc(), Who(who), what, subject.Storable(),
            detail.Storable());

    /// <summary>A signature that fits its column.</summary>
    public static string Who(string who)
    {
        var told = who.Storable();
        return told.Length <= LongestWho ? told : told[..LongestWho].Storable();
    }
}
