using System.Net.Sockets;
using Cer.Operations.Dashboards;
using Npgsql;

namespace Cer.Storage.Dashboards;

/// <summary>Tells a database that cannot be asked from one that refuses what it was asked.</summary>
/// <remarks>
/// Source: PostgreSQL, appendix A, error codes: 08 connection, 28 authorization, 53 insufficient resources, 57P operator
/// intervention. Whatever else is not of the statement is the server's or the way's.
/// </remarks>
internal static class WayFaults
{
    public static AwayReason? Of(Exception fault, CancellationToken cancellation) => fault switch
    {
        _ when cancellation.IsCancellationRequested => null,
        PostgresException refusal when IsOfStatement(refusal.SqlState) => null,
        PostgresException refusal => refusal.SqlState[..2] switch
        {
            "28" => AwayReason.Login,
            "53" => AwayReason.Busy,
            _ => AwayReason.Unreachable,
        },
        NpgsqlException or TimeoutException or IOException or SocketException or OperationCanceledException => AwayReason.Unreachable,
        _ => null,
    };

    /// <summary>Whether a connection that was open is so no more: the next may be another.</summary>
    public static bool IsOfOldConnection(Exception fault, CancellationToken cancellation) => !cancellation.IsCancellationRequested
        && fault is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown }
            or NpgsqlException { InnerException: IOException or SocketException };

    /// <summary>Of the statement and its values (22, 23, 42 and the like), not of the server or the way to it.</summary>
    public static bool IsOfStatement(string state) => state[..2] is "0A" or "21" or "22" or "25" or "42" or "44" or "54" or "P0";
}
