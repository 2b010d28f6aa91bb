using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cer.Domain;
using NodaTime;
using NodaTime.Text;

namespace Cer.Apps;

/// <summary>Keeps what is known of the counters in a file, beyond the end of the app and of the program.</summary>
public static class MeterStates
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new InstantText(), new EnergyNumber() } };

    /// <summary>What was kept; a file that cannot be read is put aside, and the counters begin anew.</summary>
    public static (ImmutableDictionary<string, MeterState> States, bool WasBroken) Load(string path)
    {
        if (!File.Exists(path)) return (ImmutableDictionary<string, MeterState>.Empty, false);
        try
        {
            return (JsonSerializer.Deserialize<ImmutableDictionary<string, MeterState>>(File.ReadAllBytes(path), Options)!, false);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or UnparsableValueException)
        {
            File.Move(path, path + ".broken", overwrite: true);
            return (ImmutableDictionary<string, MeterState>.Empty, true);
        }
    }

    public static void Save(string path, ImmutableDictionary<string, MeterState> states) =>
        WholeFile.Write(path, JsonSerializer.Serialize(states, Options));

    private sealed class InstantText : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }

    private sealed class EnergyNumber : JsonConverter<Energy>
    {
        public override Energy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Energy.FromMicroKilowattHours(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Energy value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.MicroKilowattHours);
    }
}
