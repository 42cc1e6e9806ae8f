using Seckill.Sagas;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>Every format of a record that was ever written is read for ever, field by field.</summary>
public sealed class RecordTests
{
    public static TheoryData<string> Files => [.. GoldenFiles.Records.Select(f => Path.GetFileName(f)!)];

    [Fact]
    public void NewestFormat_HasAGoldenRecord() => Assert.True(
        File.Exists(GoldenFiles.CurrentRecord),
        $"'{Path.GetFileName(GoldenFiles.CurrentRecord)}' is missing: the format of records was changed. Keep reading the older ones, and make the file with {nameof(GoldenMaker)}.");

    [Theory]
    [MemberData(nameof(Files))]
    public void GoldenRecord_HasEveryField(string file)
    {
        var read = SagaRecordFormat.Read(Convert.FromHexString(File.ReadAllText(Path.Combine(Path.GetDirectoryName(GoldenFiles.CurrentRecord)!, file)).Trim()));

        Assert.Equivalent(FullRecord.Value, read, strict: true);
    }

    [Fact]
    public void NewestGoldenRecord_IsWhatIsWritten() =>
        Assert.Equal(File.ReadAllText(GoldenFiles.CurrentRecord).Trim(), Convert.ToHexString(SagaRecordFormat.ToBytes(FullRecord.Value)));
}
