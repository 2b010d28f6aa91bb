using System.Text.Json;
using Cer.Domain.Codes;
using Cer.Domain.Community;

namespace Cer.Storage;

/// <summary>A distribution as the jsonb column keeps it, with the words of the files.</summary>
internal static class DistributionJson
{
    private static readonly JsonSerializerOptions Options =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string? Write(Distribution? distribution) => distribution is null
        ? null
        : JsonSerializer.Serialize(
            new Whole(
                [
                    .. distribution.Steps.Select(step =>
                        new Step(step.Fund?.Storable(), step.Percent, From(step.Audience))),
                ],
                From(distribution.Surplus.Audience)!,
                distribution.Surplus.Otherwise.Storable()),
            Options);

    public static Distribution? Read(string? json)
    {
        if (json is null) return null;
        var whole = JsonSerializer.Deserialize<Whole>(json, Options)!;
        return new(
            [.. whole.Steps.Select(step => new DistributionStep(step.Fund, step.Percent, step.Audience?.ToAudience()))],
            new(whole.Surplus.ToAudience(), whole.Otherwise));
    }

    private static Part? From(Audience? audience) => audience is null
        ? null
        : new([.. audience.Members], CodeLists.Keys.Word(audience.Key), audience.Weights.ToDictionary());

    private sealed record Whole(Step[] Steps, Part Surplus, string Otherwise);

    private sealed record Step(string? Fund, decimal? Percent, Part? Audience);

    private sealed record Part(string[] Members, string Key, Dictionary<string, decimal> Weights)
    {
        public Audience ToAudience() => new(Members, CodeLists.Keys.Value(Key), Weights);
    }
}
