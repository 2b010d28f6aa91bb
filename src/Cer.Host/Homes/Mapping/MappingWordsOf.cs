using Cer.Operations.Homes.Mapping;

namespace Cer.Host.Homes.Mapping;

/// <summary>A sentence in both languages, as pages take it.</summary>
internal sealed record MappingWordsOf(string Code, string It, string En)
{
    public static MappingWordsOf Of(MappingSentence sentence) => new(sentence.Code, sentence.Italian, sentence.English);
}
