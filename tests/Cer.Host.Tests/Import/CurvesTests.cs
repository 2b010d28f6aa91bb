namespace Cer.Host.Tests.Import;

/// <summary>Curve files on the command line.</summary>
public sealed class CurvesTests : IAsyncLifetime
{
    private const string Contract = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members: [{id: comune, name: Comune, category: local_authority}]
        pods: [{pod: IT999E00000001, member: comune, from: 2024-03-01}]
        plants: []
        """;

    private const string Head = "Data;Ora;Consumo\n";

    private InstalledTown? _town;

    private InstalledTown Town => _town!;

    public async ValueTask InitializeAsync()
    {
        _town = await InstalledTown.MakeAsync();
        Assert.Equal(0, (await ImportAsync(await Town.WriteAsync("in/community.yaml", Contract))).Exit);
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task A_curve_is_looked_at_applied_once_and_taken_back()
    {
        var path = await Town.WriteAsync("curve.csv", $"{Head}14/01/2026;00:00;0,5\n14/01/2026;00:15;0\n");
        string[] curve = ["--curves", path, "--direction", "withdrawn", "--pod", "IT999E00000001"];
        const string Day = "IT999E00000001 2026-01-14: 2 new, 0 equal, 0 changing, 94 missing\n";

        Assert.Equal((0, $"{Day}curve.csv: 2 new, 0 equal, 0 changing; nothing was stored\n", ""),
            await ImportAsync([.. curve, "--dry-run"]));
        Assert.Equal(0L, await AskAsync("select count(*) from core.reading"));
        Assert.Equal((0, $"{Day}curve.csv: 2 new, 0 equal, 0 changed, as import 1\n", ""), await ImportAsync(curve));
        Assert.Equal((2, "curve.csv: applied already, as import 1\n", ""), await ImportAsync(curve));
        Assert.Equal((0, "import 1: taken back, 2 readings are again what they were\n", ""), await UndoAsync());
        var (exit, _, error) = await UndoAsync();
        Assert.Equal(2, exit);
        Assert.Contains("Found an import that was taken back before, expected one that stands.", error, StringComparison.Ordinal);
        Assert.Equal(4L, await AskAsync("select count(*) from core.reading"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_call_or_a_file_is_said_and_nothing_is_stored()
    {
        var path = await Town.WriteAsync("curve.csv", $"POD;IT999E00000001\n{Head}14/01/2026;00:00;0.5\n");
        Assert.Contains("expected --direction withdrawn, injected or produced", (await ImportAsync("--curves", path)).Error,
            StringComparison.Ordinal);
        Assert.Contains("expected --curves FILE with it", (await ImportAsync("--dry-run", path)).Error, StringComparison.Ordinal);
        var (exit, output, error) = await ImportAsync("--curves", path, "--direction", "injected");
        Assert.Equal((2, "curve.csv: refused, nothing of it was stored\n"), (exit, output));
        Assert.Contains("curve.csv:3: Consumo: found 0.5, expected kWh as 0 or 1,234", error, StringComparison.Ordinal);
        Assert.Equal(0L, await AskAsync("select count(*) from core.ingest"));
    }

    private async Task<(int Exit, string Output, string Error)> ImportAsync(params string[] arguments)
    {
        var run = await Town.RunAsync("import", ["--community", "prova", .. arguments]);
        return (run.Exit, run.Output, run.Error);
    }

    private async Task<(int Exit, string Output, string Error)> UndoAsync()
    {
        var run = await Town.RunAsync("import", ["undo", "1", "--community", "prova"]);
        return (run.Exit, run.Output, run.Error);
    }

    private async Task<long> AskAsync(string sql)
    {
        await using var command = Town.Database.Admin.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
