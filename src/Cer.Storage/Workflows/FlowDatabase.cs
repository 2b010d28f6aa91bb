using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Opens the database the way the host of workflows uses it: few commands, each short, each many times a second.</summary>
/// <remarks>
/// They are prepared once for a connection and planned once, by the indexes: a plan made while a table was empty must hold
/// when it has grown. What activities of a domain ask goes over ordinary connections, and is planned for what it asks.
/// </remarks>
public static class FlowDatabase
{
    /// <summary>A pool of connections for a connection string; dispose it at the end of the program.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            // No command leaves anything behind in its session.
            NoResetOnClose = true,
            MaxPoolSize = 20,
        };
        settings.Options = $"{settings.Options} -c plan_cache_mode=force_generic_plan -c enable_seqscan=off".TrimStart();
        return Database.Open(settings.ConnectionString);
    }
}
