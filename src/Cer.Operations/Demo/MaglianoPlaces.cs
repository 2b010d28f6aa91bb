using Cer.Operations.Dashboards;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>What the invented Magliano calls its own points, and who of its members wants to be in the ranking.</summary>
internal static class MaglianoPlaces
{
    public static IReadOnlyList<PlaceTerms> Places { get; } =
    [
        At("101", "Scuola primaria", PlaceKind.School, 15, (7, 30), (16, 30)),
        At("102", "Municipio", PlaceKind.PublicBuilding, 16.5m, (7, 30), (18, 0)),
        At("103", "Palestra", PlaceKind.PublicBuilding, 10, (9, 0), (22, 0)),
        At("104", "Magazzino comunale", PlaceKind.PublicBuilding, 6, (7, 0), (13, 0)),
        Lights("201", "Luci di piazza", 10),
        Lights("202", "Luci del borgo", 6),
        Lights("203", "Luci delle mura", 6),
        Lights("204", "Luci della fonte", 4.5m),
        Lights("205", "Luci della provinciale", 10),
        Lights("206", "Luci del cimitero", 3),
        At("301", "Biblioteca", PlaceKind.PublicBuilding, 4.5m, (9, 0), (18, 30)),
        At("302", "Campo sportivo", PlaceKind.Other, 10, (17, 30), (22, 0)),
        At("303", "Depuratore", PlaceKind.Other, 6),
        At("304", "Cimitero", PlaceKind.Other, 1.5m),
        At("305", "Ufficio turistico", PlaceKind.PublicBuilding, 3, (9, 0), (13, 0)),
        At("306", "Asilo nido", PlaceKind.School, 4.5m, (7, 30), (16, 0)),
    ];

    public static IReadOnlyDictionary<string, string?> Nicknames { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["comune"] = "Il Comune",
        ["fam-alloro"] = "Il Picchio",
        ["fam-erica"] = "La Lucciola",
        ["fam-ginestra"] = "Casa del Vento",
        ["fam-mirto"] = "Il Tasso",
        ["fam-olivo"] = "La Cinciallegra",
        ["forno"] = "Notte bianca",
        ["parrocchia"] = "Le Campane",
    };

    /// <summary>Members with a roof who let their production be in totals that everybody sees.</summary>
    public static IReadOnlyList<string> Agreeing { get; } = ["fam-leccio", "officina"];

    /// <summary>The day on which the community was constituted.</summary>
    public static LocalDate AgreedFrom { get; } = new(2024, 3, 1);

    private static PlaceTerms Lights(string number, string name, decimal contracted) =>
        At(number, name, PlaceKind.PublicLighting, contracted);

    private static PlaceTerms At(string number, string name, PlaceKind kind, decimal contracted) =>
        new($"IT999E00000{number}", name, kind, contracted);

    private static PlaceTerms At(
        string number,
        string name,
        PlaceKind kind,
        decimal contracted,
        (int Hour, int Minute) opens,
        (int Hour, int Minute) closes) => At(number, name, kind, contracted) with
        {
            Hours = (new LocalTime(opens.Hour, opens.Minute), new LocalTime(closes.Hour, closes.Minute)),
        };
}
