using Npgsql;

namespace Cer.Storage;

/// <summary>Opens the database the way the product uses it.</summary>
public static class Database
{
    /// <summary>A pool of connections for a connection string; dispose it at the end of the program.</summary>
    /// <remarks>The compiler of queries (jit) only hurts short ones. Errors carry no values: they may be personal.</remarks>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.IncludeErrorDetail = false;
        settings.Options = $"{settings.Options} -c jit=off -c timezone=UTC".TrimStart();
        if (string.IsNullOrEmpty(settings.ApplicationName)) settings.ApplicationName = "cer";
        return builder.Build();
    }
}
