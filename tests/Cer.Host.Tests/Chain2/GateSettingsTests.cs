using System.Text.Json;
using Cer.Domain.Metering;
using Cer.Host.Chain2;
using Cer.Host.Data;

namespace Cer.Host.Tests.Chain2;

/// <summary>The list of gates in the settings: what is read, and what each wrong field is told.</summary>
public class GateSettingsTests
{
    private const string Good =
        """{"name":"Municipio","address":"192.0.2.10","community":"c","device":"c2g-1","pod":"IT999E00000001","meter":"M2","unit":"UP-A"}""";

    [Fact]
    public void A_gate_is_read_with_the_usual_port()
    {
        var gate = JsonSerializer.Deserialize<Chain2GateSettings>(Good)!;
        Assert.Null(Chain2GateSettings.ProblemOf([gate]));
        Assert.Equal(
            ("ws://192.0.2.10:81/", "IT999E00000001", MeterRole.Production, "UP-A"),
            (gate.Socket.ToString(), gate.Pod.Code, gate.Role, gate.Unit));
    }

    [Theory]
    [InlineData("casa.example", "ws://casa.example:81/")]
    [InlineData("192.0.2.10:8181", "ws://192.0.2.10:8181/")]
    [InlineData("ws://192.0.2.10:81/ws", "ws://192.0.2.10:81/ws")]
    [InlineData("wss://casa.example/ws", "wss://casa.example/ws")]
    public void An_address_may_be_a_host_a_port_or_all_of_it(string address, string socket) => Assert.Equal(
        socket, (JsonSerializer.Deserialize<Chain2GateSettings>(Good)! with { Address = address }).Socket.ToString());

    [Theory]
    [InlineData("\"name\":\"Municipio\"", "\"name\":\"\"", "chain2gates[1].name: found none")]
    [InlineData("192.0.2.10", "http://192.0.2.10", "chain2gates[1].address: found another form")]
    [InlineData("192.0.2.10", "ws://a:b@192.0.2.10", "chain2gates[1].address: found another form")]
    [InlineData("192.0.2.10", "  ", "chain2gates[1].address: found another form")]
    [InlineData("\"community\":\"c\"", "\"community\":null", "chain2gates[1].community: found none")]
    [InlineData("\"device\":\"c2g-1\"", "\"other\":1", "chain2gates[1].device: found none")]
    [InlineData("IT999E00000001", "IT999", "chain2gates[1].pod: found another form, expected IT, three digits")]
    [InlineData("\"M2\"", "\"M3\"", "chain2gates[1].meter: found another word, expected M1 or M2.")]
    [InlineData("UP-A", "", "chain2gates[1].unit: found another length")]
    [InlineData("\"name\":\"Municipio\"", "\"name\":7", "Found another kind of value at chain2gates[0].name")]
    public async Task A_wrong_field_is_told_with_its_place(string from, string to, string sentence)
    {
        var folder = Directory.CreateTempSubdirectory("cer-gates-");
        try
        {
            var gate = Good.Replace(from, to, StringComparison.Ordinal);
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, Settings.FileName),
                $"{{\"connection\":\"Host=127.0.0.1\",\"chain2gates\":[{gate}]}}",
                TestContext.Current.CancellationToken);
            var fault = Assert.Throws<UserFault>(() => Settings.Read(folder.FullName));
            Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_name_or_a_device_stands_once_in_the_list()
    {
        var gate = JsonSerializer.Deserialize<Chain2GateSettings>(Good)!;
        Assert.Equal("chain2gates[2].name: found it twice, expected another.", Chain2GateSettings.ProblemOf([gate, gate]));
        Assert.Equal(
            "chain2gates[2].device: found it twice, expected each device once.",
            Chain2GateSettings.ProblemOf([gate, gate with { Name = "Scuola" }]));
        Assert.Equal("chain2gates[1]: found nothing, expected an object.", Chain2GateSettings.ProblemOf([null]));
    }
}
