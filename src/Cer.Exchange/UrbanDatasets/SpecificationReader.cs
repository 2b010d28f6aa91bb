using Cer.Exchange.Faults;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Reads the specification of an UrbanDataset: which one it is, and the units of its properties.</summary>
internal static class SpecificationReader
{
    private static readonly string[] SpecificationMembers = ["version", "id", "name", "uri", "properties"];
    private static readonly string[] IdMembers = ["value", "schemeID"];
    private static readonly string[] PropertiesMembers = ["propertyDefinition"];
    private static readonly string[] DefinitionMembers =
    [
        "propertyName", "propertyDescription", "dataType", "codeList", "unitOfMeasure", "measurementType",
        "subProperties",
    ];
    private static readonly string[] SubPropertiesMembers = ["propertyName"];

    public static (string Id, Dictionary<string, string> Units) Read(ref JsonCursor json)
    {
        var id = "";
        Dictionary<string, string> units = [];
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(SpecificationMembers, ref seen, out var member))
        {
            if (member == "id") id = json.TextOf(IdMembers, "value");
            else if (member == "properties") ReadProperties(ref json, units);
            else json.Text();
        }

        json.Require(SpecificationMembers, seen, "id", "name", "uri");
        return (id, units);
    }

    private static void ReadProperties(ref JsonCursor json, Dictionary<string, string> units)
    {
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(PropertiesMembers, ref seen, out _))
        {
            var count = 0;
            json.EnterArray();
            while (json.NextItem(UrbanDatasetLimits.Definitions, ref count)) ReadDefinition(ref json, units);
        }

        json.Require(PropertiesMembers, seen, "propertyDefinition");
    }

    private static void ReadDefinition(ref JsonCursor json, Dictionary<string, string> units)
    {
        string name = "", unit = "";
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(DefinitionMembers, ref seen, out var member))
        {
            if (member == "subProperties")
            {
                ReadSubProperties(ref json);
                continue;
            }

            var text = json.Text();
            if (member == "propertyName") name = text;
            if (member == "unitOfMeasure") unit = text.Trim();
        }

        json.Require(DefinitionMembers, seen, "propertyName");
        bool Has(string member) => (seen & (1u << Array.IndexOf(DefinitionMembers, member))) != 0;
        if (Has("dataType") == Has("subProperties"))
            throw json.Refuse("found both or neither of dataType and subProperties, expected exactly one");
        if (Has("subProperties") && (Has("codeList") || Has("unitOfMeasure") || Has("measurementType")))
            throw json.Refuse("found codeList, unitOfMeasure or measurementType beside subProperties, expected none");
        if (unit.Length > 0 && !units.TryAdd(name, unit) && units[name] != unit)
        {
            var both = $"{Quoted.InSentence(units[name])} and {Quoted.InSentence(unit)}";
            throw json.Refuse($"found the units {both} for {Quoted.InSentence(name)}, expected one");
        }
    }

    private static void ReadSubProperties(ref JsonCursor json)
    {
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(SubPropertiesMembers, ref seen, out _))
        {
            var count = 0;
            json.EnterArray();
            while (json.NextItem(UrbanDatasetLimits.PropertiesPerLine, ref count)) json.Text();
            if (count < 2) throw json.Refuse("found fewer than two names, expected at least two");
        }

        json.Require(SubPropertiesMembers, seen, "propertyName");
    }
}
