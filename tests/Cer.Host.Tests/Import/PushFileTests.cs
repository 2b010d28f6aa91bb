using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.Import;

/// <summary>Files that hold a whole push, as a gateway keeps them, given to the verb import.</summary>
public sealed class PushFileTests : IAsyncLifetime
{
    private const string Contract = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members: [{id: comune, name: Comune, category: local_authority}]
        pods: [{pod: IT999E00000001, member: comune, from: 2024-03-01}]
        plants: []
        """;

    private InstalledTown? _town;

    private InstalledTown Town => _town!;

    public async ValueTask InitializeAsync()
    {
        _town = await InstalledTown.MakeAsync();
        var definition = await Town.WriteAsync("in/community.yaml", Contract);
        var devices = await Town.WriteAsync("in/devices.csv", "device,pod,meter,plant\nc2g-0A1B2C3D4,IT999E00000001,M1,\n");
        Assert.Equal(0, (await ImportAsync(definition, devices)).Exit);
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task A_push_gives_what_its_bare_message_gives_and_only_once()
    {
        var push = await Town.WriteAsync("push.json", TestServer.File("samples/push-request.json"));
        var bare = await Town.WriteAsync("bare.json", TestServer.File("samples/m1-one-device-one-quarter.json"));
        Assert.Equal((0, "push.json: 1 added, 0 unchanged, 0 corrected\n", ""), await ImportAsync(push));
        Assert.Equal((0, "push.json: known already, nothing changed\n", ""), await ImportAsync(push));
        Assert.Equal((0, "bare.json: 0 added, 1 unchanged, 0 corrected\n", ""), await ImportAsync(bare));
        await using var resource = Town.Database.Admin.CreateCommand(
            "select string_agg(resource_id, ' ') from core.ingest where source = 'file'");
        Assert.Equal(TestServer.Resource, await resource.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(
        "SCP-1_ChainTwoCloud-7_M2ElectricUserDevice-2.0_20260101000000",
        "specification.id.value: found 'M1ElectricUserDevice-2.0', expected 'M2ElectricUserDevice-2.0' as in resource_id")]
    [InlineData(
        "SCP-1_OtherCloud-1_M1ElectricUserDevice-2.0_20260101000000",
        "context.producer.id: found 'ChainTwoCloud-7', expected 'OtherCloud-1' as in resource_id")]
    [InlineData("mine", "resource_id: found one of another form, expected SCP-<n>_<solution>-<n>_<dataset>-<version>_<14 digits>")]
    public async Task A_push_whose_envelope_is_of_another_collaboration_is_refused(string resource, string sentence)
    {
        var push = JsonNode.Parse(TestServer.File("samples/push-request.json"))!;
        push["resource_id"] = resource;
        var path = await Town.WriteAsync("other.json", Encoding.UTF8.GetBytes(push.ToJsonString()));
        Assert.Equal((2, $"other.json: refused: {sentence}\n", ""), await ImportAsync(path));
        await using var readings = Town.Database.Admin.CreateCommand("select count(*) from core.reading");
        Assert.Equal(0L, await readings.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_push_without_its_dataset_or_with_something_more_is_refused_with_its_place()
    {
        var empty = await Town.WriteAsync("empty.json", $"{{\"resource_id\":\"{TestServer.Resource}\"}}");
        var more = await Town.WriteAsync("more.json", $"{{\"dataset\":{{}},\"resource_id\":\"{TestServer.Resource}\",\"token\":1}}");
        Assert.Equal(
            (
                2,
                "empty.json: refused: found no member 'dataset', expected one\n"
                + "more.json: refused: found a member 'token', expected only resource_id, dataset\n",
                ""),
            await ImportAsync(empty, more));
    }

    private async Task<(int Exit, string Output, string Error)> ImportAsync(params string[] paths)
    {
        var run = await Town.RunAsync("import", ["--community", "prova", .. paths]);
        return (run.Exit, run.Output, run.Error);
    }
}
