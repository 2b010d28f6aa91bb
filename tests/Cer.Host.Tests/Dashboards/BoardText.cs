using System.Text.Json.Nodes;

namespace Cer.Host.Tests.Dashboards;

/// <summary>Writes small dashboards that keep every rule, one table panel for each statement.</summary>
internal static class BoardText
{
    public const string Community = "community_id = ${community:sqlstring}::int";

    private static JsonObject Source => new() { ["type"] = "grafana-postgresql-datasource", ["uid"] = "cer-pg" };

    public static void Write(string folder, string part, string uid, IReadOnlyList<string> statements, params JsonObject[] variables)
    {
        var panels = new JsonArray();
        var words = new JsonObject();
        for (var id = 1; id <= statements.Count; id++)
        {
            panels.Add(new JsonObject
            {
                ["id"] = id,
                ["type"] = "table",
                ["title"] = $"Pannello {id}",
                ["description"] = "Una prova.",
                ["gridPos"] = new JsonObject { ["x"] = 0, ["y"] = id, ["w"] = 24, ["h"] = 1 },
                ["datasource"] = Source,
                ["targets"] = new JsonArray(new JsonObject
                {
                    ["refId"] = "A",
                    ["format"] = "table",
                    ["rawQuery"] = true,
                    ["editorMode"] = "code",
                    ["rawSql"] = statements[id - 1],
                }),
            });
            words[$"{id}"] = new JsonObject { ["title"] = $"Panel {id}", ["description"] = "A trial." };
        }

        var labels = new JsonObject();
        foreach (var variable in variables) labels[(string)variable["name"]!] = "Choice";
        Put($"{part}/{uid}.json", new JsonObject
        {
            ["uid"] = uid,
            ["title"] = uid,
            ["description"] = "Una prova.",
            ["tags"] = new JsonArray("prova"),
            ["schemaVersion"] = 42,
            ["editable"] = false,
            ["timezone"] = "Europe/Rome",
            ["weekStart"] = "monday",
            ["time"] = new JsonObject { ["from"] = "now-30d", ["to"] = "now" },
            ["links"] = new JsonArray(new JsonObject { ["type"] = "dashboards", ["tags"] = new JsonArray("prova") }),
            ["templating"] = new JsonObject { ["list"] = new JsonArray([.. variables]) },
            ["panels"] = panels,
        });
        Put($"english/{uid}.en.json", new JsonObject
        {
            ["title"] = uid,
            ["description"] = "A trial.",
            ["panels"] = words,
            ["variables"] = labels,
        });

        void Put(string name, JsonObject json)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, json.ToJsonString());
        }
    }

    public static JsonObject Variable(string name, string query, string type = "query", bool all = false)
    {
        var variable = new JsonObject
        {
            ["type"] = type,
            ["name"] = name,
            ["label"] = "Scelta",
            ["query"] = query,
            ["multi"] = all,
            ["includeAll"] = all,
        };
        if (type == "query") variable["datasource"] = Source;
        return variable;
    }

    public static JsonObject Communities() =>
        Variable("community", "SELECT id::text AS __value, name AS __text FROM rep.community ORDER BY id");
}
