using Npgsql;

namespace Cer.Host.Data;

/// <summary>What a failure of the database says to a person.</summary>
internal static class DatabaseFault
{
    /// <summary>Whether the database stopped, starts or cannot be reached, rather than refuse.</summary>
    /// <remarks>Source: PostgreSQL, appendix A, error codes: 57P operator intervention, 08 connection.</remarks>
    public static bool IsAway(NpgsqlException failure) => failure is not PostgresException refusal
        || refusal.SqlState.StartsWith("57P", StringComparison.Ordinal)
        || refusal.SqlState.StartsWith("08", StringComparison.Ordinal);

    /// <summary>Why, in a few words and without a stack trace.</summary>
    public static string Reason(Exception failure) => failure switch
    {
        PostgresException refusal => $"{refusal.SqlState}: {refusal.MessageText}",
        { InnerException: EndOfStreamException } => "it closed the connection",
        { InnerException: IOException { InnerException: { } socket } } => socket.Message,
        { InnerException: { } inner } => inner.Message,
        _ => failure.Message,
    };
}
