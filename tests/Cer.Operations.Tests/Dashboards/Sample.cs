using System.Text;
using System.Text.Json.Nodes;
using Cer.Operations.Dashboards;

namespace Cer.Operations.Tests.Dashboards;

/// <summary>A small dashboard that keeps every rule, to be spoilt one way at a time.</summary>
internal static class Sample
{
    public const string Name = "dashboards/cer-prova.json";
    public const string EnglishName = "english/cer-prova.en.json";

    private const string Source = """{"type": "grafana-postgresql-datasource", "uid": "cer-pg"}""";

    private const string MarksSql =
        "SELECT closed_at AS time, 'Chiuso' AS text"
        + " FROM rep.month WHERE community_id = ${community:sqlstring}::int";

    private const string DaysSql =
        "SELECT date_trunc('day', ts, 'Europe/Rome') AS time, sum(shared_kwh) AS \\\"Condivisa\\\""
        + " FROM rep.shared_hour WHERE $__timeFilter(ts) AND community_id = ${community:sqlstring}::int GROUP BY 1 ORDER BY 1";

    private const string PlantsSql =
        "WITH p AS (SELECT name, kwp FROM rep.plant"
        + " WHERE community_id = ${community:sqlstring}::int AND id::text IN (${plant:sqlstring}))"
        + " SELECT name AS \\\"Impianto\\\", kwp AS \\\"kW\\\", extract(epoch FROM now()) AS n"
        + " FROM p, generate_series(1, 2) AS g(n) ORDER BY 1";

    private const string HoursSql =
        "SELECT $__timeGroupAlias(ts, '1h'), sum(shared_kwh) AS value"
        + " FROM rep.shared_hour WHERE $__timeFilter(ts) AND community_id = ${community:sqlstring}::int GROUP BY 1 ORDER BY 1";

    public const string Json = $$$$"""
        {
          "uid": "cer-prova", "title": "Prova", "description": "Una prova.", "tags": ["cer"], "schemaVersion": 42, "editable": false,
          "graphTooltip": 1, "timezone": "Europe/Rome", "weekStart": "monday", "refresh": "15m",
          "time": {"from": "now-30d/d", "to": "now"}, "timepicker": {"refresh_intervals": ["5m"]},
          "links": [{"type": "dashboards", "title": "", "tags": ["cer"], "asDropdown": false, "includeVars": true, "url": ""}],
          "templating": {"list": [
            {"type": "query", "name": "community", "label": "Comunità", "datasource": {{{{Source}}}}, "refresh": 1,
             "query": "SELECT id::text AS __value, name AS __text FROM rep.community ORDER BY name"},
            {"type": "query", "name": "plant", "label": "Impianto", "datasource": {{{{Source}}}}, "refresh": 1, "multi": true,
             "includeAll": true, "current": {"text": ["All"], "value": ["$__all"]},
             "query": "SELECT id::text AS __value, name AS __text FROM rep.plant WHERE community_id = ${community:sqlstring}::int"},
            {"type": "custom", "name": "step", "label": "Passo", "query": "ora : h, giorno : d"}]},
          "annotations": {"list": [{"name": "Chiusure", "enable": true, "datasource": {{{{Source}}}}, "target": {
            "refId": "Anno", "format": "table", "rawQuery": true, "editorMode": "code",
            "rawSql": "{{{{MarksSql}}}}"}}]},
          "panels": [
            {"id": 1, "type": "stat", "title": "Condivisa", "description": "La somma.", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 4},
             "datasource": {{{{Source}}}}, "options": {"reduceOptions": {"calcs": ["sum"]}, "graphMode": "area"},
             "fieldConfig": {"defaults": {"unit": "kwatth", "links": [{"title": "Altro", "url": "/d/cer-altro?from=${__value.time}"}]},
               "overrides": []},
             "targets": [{"refId": "A", "format": "time_series", "rawQuery": true, "editorMode": "code",
               "rawSql": "{{{{DaysSql}}}}"}]},
            {"id": 2, "type": "table", "title": "Stato", "description": "Come stanno.", "gridPos": {"x": 12, "y": 0, "w": 12, "h": 4},
             "datasource": {{{{Source}}}}, "options": {"showHeader": true},
             "fieldConfig": {"defaults": {"mappings": [{"type": "value", "options": {"0": {"text": "fermo", "color": "red"}}},
                 {"type": "range", "options": {"from": 1, "to": null, "result": {"text": "va"}}}]},
               "overrides": [{"matcher": {"id": "byName", "options": "kW"}, "properties": [
                 {"id": "unit", "value": "suffix:kWp"}, {"id": "custom.width", "value": 90}, {"id": "displayName", "value": "Potenza"}]}]},
             "targets": [{"refId": "A", "format": "table", "rawQuery": true, "editorMode": "code",
               "rawSql": "{{{{PlantsSql}}}}"}]},
            {"id": 3, "type": "row", "title": "Altro", "collapsed": true, "gridPos": {"x": 0, "y": 4, "w": 24, "h": 1}, "panels": [
              {"id": 4, "type": "timeseries", "title": "Ore", "description": "Ora per ora.", "gridPos": {"x": 0, "y": 5, "w": 24, "h": 8},
               "datasource": {{{{Source}}}}, "timeFrom": "7d",
               "fieldConfig": {"defaults": {"unit": "kwatth", "custom": {"drawStyle": "line", "fillOpacity": 20}}, "overrides": []},
               "targets": [{"refId": "A", "format": "time_series", "rawQuery": true, "editorMode": "code",
                 "rawSql": "{{{{HoursSql}}}}"}]}]},
            {"id": 5, "type": "text", "title": "Note", "description": "Come si legge.", "gridPos": {"x": 0, "y": 5, "w": 24, "h": 4},
             "options": {"mode": "markdown", "content": "**Ciao**"}}]
        }
        """;

    public const string English = """
        {
          "title": "Trial", "description": "A trial.",
          "panels": {
            "1": {"title": "Shared", "description": "The sum.", "names": {"Condivisa": "Shared"}},
            "2": {"title": "State", "description": "How they are.", "names": {"Impianto": "Plant", "kW": "kW", "Potenza": "Power"},
                  "mappings": {"fermo": "stopped", "va": "runs"}},
            "3": {"title": "More"},
            "4": {"title": "Hours", "description": "Hour by hour."},
            "5": {"title": "Notes", "description": "How to read.", "text": "**Hello**"}},
          "variables": {"community": "Community", "plant": "Plant", "step": "Step"},
          "annotations": {"Chiusure": "Closings", "Chiuso": "Closed"}
        }
        """;

    /// <summary>The dashboard after a change, and what is found wrong with it.</summary>
    public static BoardSet Load(
        Action<JsonObject>? spoil = null, Action<JsonObject>? spoilEnglish = null, string name = Name, string english = EnglishName) =>
        BoardSet.Load(new Dictionary<string, byte[]>
        {
            [name] = Changed(Json, spoil),
            [english] = Changed(English, spoilEnglish),
        });

    /// <summary>A panel of it, by its place.</summary>
    public static JsonObject Panel(this JsonObject dashboard, int place) => dashboard["panels"]![place]!.AsObject();

    /// <summary>The first query of a panel.</summary>
    public static JsonObject Target(this JsonObject dashboard, int place) => dashboard.Panel(place)["targets"]![0]!.AsObject();

    /// <summary>A variable of it, by its place.</summary>
    public static JsonObject Variable(this JsonObject dashboard, int place) => dashboard["templating"]!["list"]![place]!.AsObject();

    private static byte[] Changed(string json, Action<JsonObject>? change)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        change?.Invoke(node);
        return Encoding.UTF8.GetBytes(node.ToJsonString());
    }
}
