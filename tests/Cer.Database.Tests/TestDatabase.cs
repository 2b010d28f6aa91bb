using System.Security.Cryptography;
using System.Text;
using Cer.Storage.Migrations;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>A database of its own on a real server, with the roles of the product; dropped at the end.</summary>
/// <remarks>
/// The server keeps the passwords of its roles: whoever speaks here is a login of this database's own, made a member of
/// the role whose rights it is to have.
/// </remarks>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Variable = "CER_TEST_POSTGRES";

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly NpgsqlDataSource _server;
    private readonly string _name;

    private TestDatabase(NpgsqlDataSource server, string name, string password)
    {
        (_server, _name) = (server, name);
        Admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = name });
        var owner = AddressFor($"{name}_owner", password);
        // What it makes belongs to the role. A pooled connection must not forget that it speaks for it.
        owner.Options = "-c role=cer_owner";
        owner.NoResetOnClose = true;
        OwnerAddress = owner.ConnectionString;
        Owner = Storage.Database.Open(OwnerAddress);
        AppAddress = AddressFor($"{name}_app", password).ConnectionString;
        App = Storage.Database.Open(AppAddress);
        MemberAddress = AddressFor($"{name}_member", password).ConnectionString;
        RepAddress = AddressFor($"{name}_rep", password).ConnectionString;
    }

    /// <summary>Connections of a superuser, for what only an outsider can do.</summary>
    public NpgsqlDataSource Admin { get; }

    /// <summary>Connections of the role that migrates.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>Connections with the rights of the running program.</summary>
    public NpgsqlDataSource App { get; }

    public string AppAddress { get; }

    /// <summary>For connections with the rights of a member who looks at its own things.</summary>
    public string MemberAddress { get; }

    /// <summary>For connections with the rights of a dashboard.</summary>
    public string RepAddress { get; }

    public string OwnerAddress { get; }

    private static NpgsqlConnectionStringBuilder Server => new(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address
            ? address
            : throw new InvalidOperationException(
                $"Found nothing in {Variable}, expected the address of a PostgreSQL 15 server for a superuser:"
                + " set it to something like 'Host=127.0.0.1;Port=5432;Username=postgres;Password=…'."));

    /// <summary>Makes the roles and an empty database.</summary>
    public static Task<TestDatabase> CreateAsync() => CreateAsync("template template0 encoding 'UTF8' locale 'C.UTF-8'");

    private static async Task<TestDatabase> CreateAsync(string from)
    {
        var server = NpgsqlDataSource.Create(Server);
        var name = $"cer_test_{Guid.NewGuid():N}";
        var password = $"{Guid.NewGuid():N}";
        string[] acts =
        [
            MigrationFiles.Roles,
            $"create role {name}_owner login password '{password}' in role cer_owner",
            $"create role {name}_app login password '{password}' in role cer_app",
            $"create role {name}_member login password '{password}' in role cer_member",
            $"create role {name}_rep login password '{password}' in role cer_rep",
            $"create database {name} owner cer_owner {from}",
        ];
        foreach (var act in acts) await RunAsync(server, act);
        return new(server, name, password);
    }

    /// <summary>The same, migrated like production: a copy of a database that was, with what its rights are.</summary>
    public static async Task<TestDatabase> CreateMigratedAsync()
    {
        var template = await Template.Value;
        var database = await CreateAsync($"template {template}");
        // A copy has the rights of everything in it, but not those of the database itself.
        await RunAsync(database._server, $"revoke all on database {database._name} from public");
        await RunAsync(
            database._server,
            $$"""
            do $do$ declare one record; begin
              for one in select privilege_type, grantee::regrole::text as role from pg_database, aclexplode(datacl)
                where datname = '{{template}}' and grantee <> 0 loop
                execute format('grant %s on database {{database._name}} to %s', one.privilege_type, one.role);
              end loop;
            end $do$
            """);
        return database;
    }

    // Fifty migrations for each of some hundred tests took most of the time that these took.
    private static async Task<string> MakeTemplateAsync()
    {
        var sources = Encoding.UTF8.GetBytes(MigrationFiles.Roles)
            .Concat(MigrationFiles.All.SelectMany(file => file.Checksum.ToArray())).ToArray();
        var name = $"cer_test_schema_{Convert.ToHexStringLower(SHA256.HashData(sources))[..16]}";
        await using var server = NpgsqlDataSource.Create(Server);
        await using var turn = await server.OpenConnectionAsync();
        await using var begin = new NpgsqlCommand("select pg_advisory_lock(hashtext('cer test schema'), 0)", turn);
        await begin.ExecuteNonQueryAsync();
        await using var there = new NpgsqlCommand($"select count(*) from pg_database where datname = '{name}'", turn);
        if (await there.ExecuteScalarAsync() is not 0L) return name;
        var made = await CreateAsync();
        await new Migrator(made.Owner, "cer test").MigrateAsync(CancellationToken.None);
        await made.CloseAsync();
        await RunAsync(server, $"alter database {made._name} rename to {name}");
        await made.DropLoginsAsync();
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await RunAsync(_server, $"drop database {_name} with (force)");
        await DropLoginsAsync();
    }

    private async Task CloseAsync()
    {
        await App.DisposeAsync();
        await Owner.DisposeAsync();
        await Admin.DisposeAsync();
    }

    private async Task DropLoginsAsync()
    {
        await RunAsync(_server, $"drop role {_name}_owner, {_name}_app, {_name}_member, {_name}_rep");
        await _server.DisposeAsync();
    }

    private static async Task RunAsync(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlConnectionStringBuilder AddressFor(string login, string password) =>
        new(Server.ConnectionString) { Database = _name, Username = login, Password = password };
}
