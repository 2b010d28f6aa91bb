using Cer.Storage.Migrations;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>A database of its own on a real server, with the roles of the product; dropped at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Variable = "CER_TEST_POSTGRES";

    private readonly NpgsqlDataSource _server;
    private readonly string _name;

    private TestDatabase(NpgsqlDataSource server, string name)
    {
        (_server, _name) = (server, name);
        Admin = NpgsqlDataSource.Create(AddressFor(Server.Username!));
        Owner = Storage.Database.Open(AddressFor("cer_owner"));
        AppAddress = AddressFor("cer_app");
        App = Storage.Database.Open(AppAddress);
    }

    /// <summary>Connections of a superuser, for what only an outsider can do.</summary>
    public NpgsqlDataSource Admin { get; }

    /// <summary>Connections of the role that migrates.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>Connections of the running program.</summary>
    public NpgsqlDataSource App { get; }

    public string AppAddress { get; }

    private static NpgsqlConnectionStringBuilder Server => new(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address
            ? address
            : throw new InvalidOperationException(
                $"Set {Variable} to a PostgreSQL 15 server of your own, such as"
                + " 'Host=127.0.0.1;Port=5432;Username=postgres': a superuser whose server lets cer_owner and cer_app in."));

    /// <summary>Makes the roles and an empty database.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var server = NpgsqlDataSource.Create(Server);
        await using (var roles = server.CreateCommand(MigrationFiles.Roles)) await roles.ExecuteNonQueryAsync();
        var name = $"cer_test_{Guid.NewGuid():N}";
        await using (var create = server.CreateCommand(
            $"create database {name} owner cer_owner template template0 encoding 'UTF8' locale 'C.UTF-8'"))
        {
            await create.ExecuteNonQueryAsync();
        }

        return new(server, name);
    }

    /// <summary>The same, migrated like production.</summary>
    public static async Task<TestDatabase> CreateMigratedAsync()
    {
        var database = await CreateAsync();
        await new Migrator(database.Owner, "cer test").MigrateAsync(CancellationToken.None);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Owner.DisposeAsync();
        await Admin.DisposeAsync();
        await using (var drop = _server.CreateCommand($"drop database {_name} with (force)"))
            await drop.ExecuteNonQueryAsync();
        await _server.DisposeAsync();
    }

    private string AddressFor(string role) =>
        new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = _name, Username = role }.ConnectionString;
}
