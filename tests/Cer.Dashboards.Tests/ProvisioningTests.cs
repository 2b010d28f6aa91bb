using System.Text.RegularExpressions;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;
using Npgsql;
using YamlDotNet.RepresentationModel;

namespace Cer.Dashboards.Tests;

/// <summary>What is given to a Grafana: the source, the folders, the watchdog, and the file that starts one.</summary>
public sealed partial class ProvisioningTests(BoardTown town)
{
    [Fact]
    public void The_source_is_the_one_of_the_files_and_its_password_comes_from_the_environment()
    {
        var source = Assert.Single(List(Read("provisioning/datasources/cer.yaml"), "datasources"));
        Assert.Equal(
            ("cer-pg", "grafana-postgresql-datasource", "${CER_PG_GRAFANA_USER}", "false"),
            (Text(source, "uid"), Text(source, "type"), Text(source, "user"), Text(source, "editable")));
        Assert.Matches(OnlyVariable(), Text(Node(source, "secureJsonData"), "password"));
    }

    [Fact]
    public void Grafana_is_given_no_folder_of_members()
    {
        var paths = List(Read("provisioning/dashboards/cer.yaml"), "providers")
            .Select(one => Text(Node(one, "options"), "path")).ToArray();
        Assert.All(paths, path => Assert.Matches(OnlyVariable(), path));
        var grafana = Node(Node(Read("compose.yaml"), "services"), "grafana");
        string[] mounts = [.. List(grafana, "volumes").Select(one => ((YamlScalarNode)one).Value!)];
        Assert.Equal(
            [
                "./provisioning:/etc/grafana/provisioning:ro", "./dashboards:/cer/dashboards:ro",
                "./dashboards-en:/cer/dashboards-en:ro", "grafana:/var/lib/grafana",
            ],
            mounts);
        string[] given = ["dashboards", "dashboards-en"];
        foreach (var path in given.SelectMany(folder => Directory.GetFiles(Path.Combine(BoardFiles.Root, folder))))
            Assert.DoesNotContain("mine.", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Grafana_listens_on_this_machine_only_and_has_no_password_of_its_own()
    {
        var environment = Node(Node(Node(Read("compose.yaml"), "services"), "grafana"), "environment");
        Assert.Equal("127.0.0.1", Text(environment, "GF_SERVER_HTTP_ADDR"));
        foreach (var secret in new[] { "GF_SECURITY_ADMIN_PASSWORD", "CER_PG_GRAFANA_PASSWORD" })
            Assert.Matches(MustBeSet(), Text(environment, secret));
    }

    [Fact]
    public async Task The_login_that_the_manual_makes_reads_what_dashboards_read_and_the_platforms_own_stays_as_it_is()
    {
        var manual = await File.ReadAllTextAsync(
            Path.Combine(BoardFiles.Root, "..", "docs", "cruscotti-grafana.md"), TestContext.Current.CancellationToken);
        var (make, unmake) = (Statements().Matches(manual)[0].Groups[1].Value, Statements().Matches(manual)[1].Groups[1].Value);
        Assert.DoesNotContain("alter role cer_", manual, StringComparison.OrdinalIgnoreCase);
        var own = $"grafana_{Guid.NewGuid():N}";
        await RunAsync(make.Replace("grafana", own, StringComparison.Ordinal) + $"; alter role {own} password 'una parola inventata'");
        var address = new NpgsqlConnectionStringBuilder(town.Database.RepAddress)
        {
            Username = own,
            Password = "una parola inventata",
            Pooling = false,
            Options = null,
        };
        await using (var db = NpgsqlDataSource.Create(address.ConnectionString))
        {
            await using var ask = db.CreateCommand("select count(*) from rep.shared_hour");
            Assert.True((long)(await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken))! > 0);
            foreach (var sql in new[] { "select * from core.energy_hour", "select * from mine.energy_hour",
                "create temporary table t (id int)" })
            {
                await using var peep = db.CreateCommand(sql);
                var refused = await Assert.ThrowsAsync<PostgresException>(
                    async () => await peep.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
                Assert.Contains(
                    refused.SqlState, new[] { PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ReadOnlySqlTransaction });
            }
        }

        await RunAsync(unmake.Replace("grafana", own, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_watchdog_is_asleep_and_its_queries_run_as_the_role_of_dashboards()
    {
        var rules = List(Assert.Single(List(Read("provisioning/alerting/cer.yaml"), "groups")), "rules");
        Assert.Equal(4, rules.Count);
        foreach (var rule in rules)
        {
            Assert.Equal("true", Text(rule, "isPaused"));
            var sql = Text(Node(List(rule, "data")[0], "model"), "rawSql");
            var found = await town.Room.RowsAsync(Audience.Staff, new ExpandedSql(sql, []));
            Assert.True(Assert.Single(found.Columns).IsNumber);
            Assert.NotNull(Assert.Single(found.Rows)[0]);
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var act = town.Database.Admin.CreateCommand(sql);
        await act.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static YamlNode Read(string path)
    {
        using var reader = new StreamReader(Path.Combine(BoardFiles.Root, path));
        var stream = new YamlStream();
        stream.Load(reader);
        return stream.Documents.Single().RootNode;
    }

    private static YamlNode Node(YamlNode node, string name) => ((YamlMappingNode)node).Children[new YamlScalarNode(name)];

    private static IList<YamlNode> List(YamlNode node, string name) => ((YamlSequenceNode)Node(node, name)).Children;

    private static string Text(YamlNode node, string name) => ((YamlScalarNode)Node(node, name)).Value!;

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Statements();

    [GeneratedRegex("^\\$\\{[A-Z_]+\\}$")]
    private static partial Regex OnlyVariable();

    [GeneratedRegex("^\\$\\{[A-Z_]+:\\?.+\\}$")]
    private static partial Regex MustBeSet();
}
