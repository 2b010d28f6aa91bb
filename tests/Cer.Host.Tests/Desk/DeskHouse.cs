using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;

namespace Cer.Host.Tests.Desk;

/// <summary>A small community with its desk: forms as a page sends them.</summary>
internal static class DeskHouse
{
    public const string NewPod = "IT999E00000077";

    public static JsonObject Paper => new()
    {
        ["kind"] = "form",
        ["number"] = "12/2026",
        ["dated"] = "2026-07-01",
        ["keptAt"] = "armadio 2, cartella 7",
    };

    public static JsonObject Enrol(string day = "2026-07-15", string pod = NewPod, string name = "Famiglia inventata") => new()
    {
        ["kind"] = "enrol",
        ["name"] = name,
        ["category"] = "natural_person",
        ["points"] = new JsonArray(new JsonObject { ["pod"] = pod, ["voltage"] = "LV" }),
        ["day"] = day,
        ["evidence"] = Paper,
    };

    public static JsonObject With(this JsonObject form, string field, JsonNode? value)
    {
        form[field] = value;
        return form;
    }

    public static async Task<JsonNode> DoAsync(this StaffServer server, JsonObject form, int? version = null)
    {
        var seen = version ?? (int)(await server.GetAsync("desk"))["version"]!;
        var (status, answer) = await server.PostAsync("desk", new JsonObject { ["version"] = seen, ["form"] = form });
        Assert.True(status == HttpStatusCode.Created, $"{status} {answer?.ToJsonString()}");
        return answer!;
    }

    public static Task<long> CountAsync(this StaffServer server, string table) =>
        server.AskAsync<long>($"select count(*) from core.{table}");

    /// <summary>How much is stored of everything that the desk writes.</summary>
    public static Task<string> StandingAsync(this StaffServer server) => server.AskAsync<string>(
        """
        select concat_ws(' ', (select count(*) from core.definition), (select count(*) from core.member), (select count(*) from core.pod),
          (select count(*) from core.membership), (select count(*) from core.desk_act), (select count(*) from core.desk_evidence),
          (select count(*) from core.consent), (select count(*) from core.delegation), (select count(*) from core.audit))
        """);

    public static string[] Faults(JsonNode? answer) =>
        [.. answer!["faults"]!.AsArray().Select(fault => $"{fault!["field"]} {fault["code"]}")];
}
