namespace Seckill.Sqlite.Connections;

/// <summary>Changes a statement's text before it is prepared, so that tests can plant bugs in it.</summary>
internal delegate string SqlRewrite(string sql);
