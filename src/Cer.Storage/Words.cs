using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;

namespace Cer.Storage;

/// <summary>Enumerations in tables: words, as in files.</summary>
internal static class Words
{
    private static readonly string[] Sources =
        ["rest", "file", "mqtt", "csv", "person", "distributor", "chain2gate", "correction"];
    private static readonly string[] Classes = ["estimate", "device", "distributor", "correction"];
    private static readonly string[] States = ["open", "provisional", "closed", "reconciled"];

    public static string Of(IntakeSource source) => Sources[(int)source];

    public static IntakeSource Source(string word) => (IntakeSource)Array.IndexOf(Sources, word);

    public static string Of(ReadingClass one) => Classes[(int)one - 1];

    public static ReadingClass Class(string word) => (ReadingClass)(Array.IndexOf(Classes, word) + 1);

    public static string Of(MonthState state) => States[(int)state];

    public static MonthState State(string word) => (MonthState)Array.IndexOf(States, word);

    /// <summary>The value of a word that a column holds.</summary>
    /// <exception cref="InvalidDataException">The list has no such word: the table's constraints are wrong.</exception>
    public static T Value<T>(this CodeList<T> list, string word)
        where T : struct, Enum =>
        list.TryParse(word, out var value)
            ? value
            : throw new InvalidDataException($"Found '{word}' in the database, expected {list.Expected}.");
}
