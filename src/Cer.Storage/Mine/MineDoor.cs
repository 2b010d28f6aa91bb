using System.Globalization;
using Cer.Operations.People;
using Npgsql;

namespace Cer.Storage.Mine;

/// <summary>Tells the database whose page is meant, until the end of the transaction; the rows that there are it decides itself.</summary>
internal static class MineDoor
{
    private const string Sql = """
        select set_config('cer.session', $1, true), set_config('cer.acting', $2, true), set_config('cer.member', $3, true)
        """;

    /// <param name="connection">In a transaction.</param>
    /// <param name="token">The token of a session.</param>
    /// <param name="mandate">The delegation by which somebody acts; null for oneself.</param>
    /// <param name="member">Which of the members behind the session the views of one alone are of; null for the only one.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Task<int> EnterAsync(
        NpgsqlConnection connection, SecretToken token, long? mandate, int? member, CancellationToken cancellation) =>
        connection.RunAsync(Sql, cancellation, token.Text, Word(mandate), Word(member));

    private static string Word(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
