using System.Globalization;
using Cer.Domain;
using Cer.Operations.Demo.Loads;

namespace Cer.Operations.Demo;

/// <summary>The invented Magliano: what stands behind each meter that magliano.yaml names.</summary>
internal static class Magliano
{
    /// <summary>Code of the community in the store.</summary>
    public const string Code = "magliano";

    private static readonly (double From, double To)[] Mornings = [(8, 14)];
    private static readonly (double From, double To)[] ShopDay = [(8, 13), (16, 20)];
    private static readonly (double From, double To)[] Meals = [(11, 15), (18.5, 23)];

    public static IReadOnlyList<DemoPoint> Points { get; } =
    [
        // Municipal buildings with a roof: school, town hall, gym, depot.
        At("101", new Premises(7.5, 0.9, (7.5, 16.5)) { KeepsSchoolYear = true }, new(20, 20, 180)),
        At("102", new Premises(9.0, 1.8, (7.5, 14), (15, 18)), new(40, 15, 195)),
        At("103", new Premises(6.0, 0.5, (9, 12), (15.5, 22)) { Saturdays = [(15, 20)] }, new(30, 10, 165)),
        At("104", new Premises(2.2, 0.3, (7, 13)), new(15, 30, 225)),

        // Street lighting, cabinet by cabinet.
        At("201", new StreetLighting(7.2)),
        At("202", new StreetLighting(5.6)),
        At("203", new StreetLighting(4.8)),
        At("204", new StreetLighting(3.1)),
        At("205", new StreetLighting(6.4)),
        At("206", new StreetLighting(2.7)),

        // Six more municipal buildings: library, sports ground, water treatment, cemetery, tourist office, nursery.
        At("301", new Premises(2.4, 0.3, (9, 13), (15, 18.5)) { Saturdays = Mornings }),
        At("302", new Premises(8.5, 0.4, (17.5, 22)) { Saturdays = [(14, 19)], Holidays = [(9, 12), (14, 18)] }),
        At("303", new Premises(3.2, 2.1, (6, 22)) { Saturdays = [(6, 22)], Holidays = [(6, 22)] }),
        At("304", new Premises(0.5, 0.4, (8, 17)) { Saturdays = Mornings, Holidays = Mornings }),
        At("305", new Premises(1.6, 0.2, (9, 13)) { Saturdays = [(9, 13), (15, 18)], Holidays = [(9, 13)] }),
        At("306", new Premises(2.1, 0.3, (7.5, 16)) { KeepsSchoolYear = true }),

        // Families; one has a roof.
        At("401", new Household(6.1)),
        At("402", new Household(7.8)),
        At("403", new Household(5.2)),
        At("404", new Household(9.4)),
        At("405", new Household(6.8)),
        At("406", new Household(4.3), new(6, 20, 170)),
        At("407", new Household(8.5)),
        At("408", new Household(7.1)),
        At("409", new Household(5.9)),
        At("410", new Household(10.2)),
        At("411", new Household(6.5)),
        At("412", new Household(3.7)),
        At("413", new Household(6.9)),
        At("414", new Household(5.5)),
        At("415", new Household(8.1)),

        // Grocer, bar, baker, trattoria, garage with a roof, pharmacy, hairdresser.
        At("501", new Premises(4.0, 1.6, ShopDay) { Saturdays = ShopDay, Holidays = [(8, 12.5)] }),
        At("502", new Premises(2.8, 0.7, (6, 21)) { Saturdays = [(6, 23)], Holidays = [(7, 22)] }),
        At("503", new Premises(8.0, 0.6, (3, 9.5)) { Saturdays = [(3, 10)] }),
        At("504", new Premises(5.0, 0.8, Meals) { Saturdays = Meals, Holidays = [(11, 16)] }),
        At("505", new Premises(3.2, 0.2, (8, 12.5), (14, 18)) { Saturdays = [(8, 12.5)] }, new(12, 10, 200)),
        At("506", new Premises(2.6, 0.9, ShopDay) { Saturdays = [(8.5, 13)] }),
        At("507", new Premises(2.2, 0.2, (9, 13), (15, 19)) { Saturdays = [(9, 18)] }),

        // The club and the parish.
        At("601", new Premises(2.8, 0.5, (16, 23)) { Saturdays = [(15, 24)], Holidays = [(10, 13), (15, 22)] }),
        At("602", new Premises(1.9, 0.2, (17, 19)) { Saturdays = [(16, 19)], Holidays = [(8, 12)] }),
    ];

    private static DemoPoint At(string number, Load load, Roof? roof = null) =>
        new(Pod.Parse($"IT999E00000{number}", CultureInfo.InvariantCulture), load, roof);
}
